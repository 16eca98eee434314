-- who was together in which partnership, and since when that is known: the day its first document was published
-- (where that is told to the month), else the first date of its initiative, else its edition; a year or a month is
-- its first day; empty when nothing tells
WITH known AS (
    SELECT i.id AS initiative, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT m.jurisdiction, m.partnership, coalesce(k.day, '') AS day
FROM partnership_member AS m
JOIN partnership AS p ON p.id = m.partnership
LEFT JOIN known AS k ON k.initiative = p.initiative
WHERE :as_of IS NULL OR coalesce(k.day, '') < :as_of
ORDER BY m.partnership, m.jurisdiction
