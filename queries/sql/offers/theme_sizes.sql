-- The labels of some themes (:themes, a JSON list), and their number of initiatives, narrower themes included. The counts
-- of the graph take a component for the initiative it is part of, and here it counts by itself: of such families, the
-- difference is added.
WITH component AS MATERIALIZED (
    SELECT i.id, i.part_of FROM initiative AS i WHERE i.part_of IS NOT NULL AND i.kind = 'component'
),
member AS (
    SELECT id, part_of AS family FROM component
    UNION
    SELECT h.id, h.id FROM component AS c CROSS JOIN initiative AS h ON h.id = c.part_of
    WHERE h.id NOT IN (SELECT id FROM component)
),
family AS MATERIALIZED (
    SELECT w.broader AS theme, count(DISTINCT m.id) - count(DISTINCT m.family) AS more
    FROM member AS m
    CROSS JOIN initiative_theme AS t ON t.initiative = m.id
    CROSS JOIN theme_within AS w ON w.theme = t.theme
    GROUP BY w.broader
)
SELECT b.id AS theme, b.label, b.initiatives + coalesce(f.more, 0) AS wide
FROM theme AS b LEFT JOIN family AS f ON f.theme = b.id
WHERE b.id IN (SELECT value FROM json_each(:themes)) ORDER BY b.id
