-- who works with whom: every two members of a partnership, in how many, with a claim of each, as known before a day
WITH known AS (
    SELECT i.id, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
), counted AS (
    SELECT m.partnership, m.jurisdiction, m.claim
    FROM partnership_member AS m
    JOIN partnership AS p ON p.id = m.partnership
    LEFT JOIN known AS k ON k.id = p.initiative
    WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
)
SELECT a.jurisdiction AS one, b.jurisdiction AS other, count(*) AS n, min(a.claim) AS claim, min(b.claim) AS other_claim
FROM counted AS a JOIN counted AS b ON b.partnership = a.partnership AND b.jurisdiction > a.jurisdiction
GROUP BY a.jurisdiction, b.jurisdiction
ORDER BY a.jurisdiction, b.jurisdiction
