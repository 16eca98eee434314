-- partnerships with their initiative and all their members, as known before a day; of some members (:only) or all
WITH known AS (
    SELECT i.id, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT m.partnership, p.initiative, m.jurisdiction, m.claim
FROM partnership_member AS m
JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN known AS k ON k.id = p.initiative
WHERE (:as_of IS NULL OR coalesce(k.day, '') < :as_of)
  AND m.partnership IN (  -- a list in any case, as in inventory_works
      SELECT o.partnership FROM partnership_member AS o WHERE o.jurisdiction IN (
          SELECT value FROM json_each(coalesce(:only, (SELECT json_group_array(id) FROM jurisdiction)))))
ORDER BY m.partnership, m.role, m.jurisdiction
