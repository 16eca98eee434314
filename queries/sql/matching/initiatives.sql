-- The initiatives, as known before a day: since when each is known, the rank of the last edition that reports it, and
-- when it ends.
SELECT i.id, i.titles, i.summaries, i.lead, i.status, i.part_of, i.claim, k.day,
       (SELECT p.claim FROM takes_part AS p WHERE p.initiative = i.id AND p.jurisdiction = i.lead AND p.role = 'lead') AS lead_claim,
       (SELECT max(e.rank) FROM initiative_edition AS x JOIN edition AS e ON e.id = x.edition
        WHERE x.initiative = i.id
          AND (:as_of IS NULL OR substr(coalesce(e.published, e.id) || '-01-01', 1, 10) < :as_of)) AS last_edition,
       (SELECT max(d.known_end) FROM initiative_date AS d
        WHERE d.initiative = i.id AND d.kind IN ('end', 'completion')) AS ended
FROM initiative AS i JOIN first_evidence AS k ON k.initiative = i.id
WHERE :as_of IS NULL OR k.day < :as_of
ORDER BY i.id
