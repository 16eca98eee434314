-- The number of initiatives of each jurisdiction on each theme, narrower themes included, as known before a day.
SELECT p.jurisdiction, w.broader AS theme,
       count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS n
FROM first_evidence AS k
JOIN initiative AS i ON i.id = k.initiative
JOIN takes_part AS p ON p.initiative = i.id
JOIN initiative_theme AS t ON t.initiative = i.id
JOIN theme_within AS w ON w.theme = t.theme
WHERE k.day < :as_of
GROUP BY p.jurisdiction, w.broader
ORDER BY p.jurisdiction, w.broader
