-- as history_work, of the initiatives that were known before a day
WITH known AS (
    SELECT i.id, CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END AS whole, coalesce(substr(coalesce(
        (SELECT min(e.published) FROM initiative_edition AS o JOIN edition AS e ON e.id = o.edition
         WHERE o.initiative = i.id AND length(e.published) >= 7),
        (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id),
        (SELECT min(o.edition) FROM initiative_edition AS o WHERE o.initiative = i.id AND o.edition GLOB '[0-9]*')
        ) || '-01-01', 1, 10), '') AS day
    FROM initiative AS i
)
SELECT p.jurisdiction, w.broader AS theme, count(DISTINCT k.whole) AS n
FROM known AS k
JOIN takes_part AS p ON p.initiative = k.id
JOIN initiative_theme AS t ON t.initiative = k.id
JOIN theme_within AS w ON w.theme = t.theme
WHERE k.day < :as_of
GROUP BY p.jurisdiction, w.broader
ORDER BY p.jurisdiction, w.broader
