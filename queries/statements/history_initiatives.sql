-- how many initiatives each takes part in, as known before a day
WITH known AS (
    SELECT i.id, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT p.jurisdiction, count(DISTINCT p.initiative) AS n
FROM takes_part AS p
WHERE :as_of IS NULL OR p.initiative IN (SELECT id FROM known WHERE day < :as_of)
GROUP BY p.jurisdiction
ORDER BY p.jurisdiction
