-- the themes of what each takes part in, as known before a day; of some (:only, a JSON list)
WITH known AS (
    SELECT i.id, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT DISTINCT p.jurisdiction, t.theme
FROM takes_part AS p CROSS JOIN initiative_theme AS t ON t.initiative = p.initiative
WHERE p.jurisdiction IN (SELECT value FROM json_each(:only))
  AND (:as_of IS NULL OR p.initiative IN (SELECT id FROM known WHERE day < :as_of))
ORDER BY p.jurisdiction, t.theme
