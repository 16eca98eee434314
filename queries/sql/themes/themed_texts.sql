-- Titles and summaries of initiatives, with their stated themes, without inferred ones: at most `:most`, evenly spread, of
-- those with one of the themes `:themes` (a list; without it, any).
WITH numbered AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM (
        SELECT DISTINCT initiative AS id FROM initiative_theme
        WHERE stated = 1 AND (:themes IS NULL OR theme IN (SELECT value FROM json_each(:themes)))
    )
),
counted AS MATERIALIZED (SELECT max(at) + 1 AS n FROM numbered),
spread AS MATERIALIZED ( -- number k of `:most` is the one at k * n / :most
    SELECT id FROM numbered CROSS JOIN counted
    WHERE n <= :most OR ((at * :most + n - 1) / n < :most AND (at * :most + n - 1) / n * n / :most = at)
)
SELECT i.id, i.titles, i.summaries,
       (SELECT json_group_array(t.theme) FROM initiative_theme AS t WHERE t.initiative = i.id AND t.stated = 1) AS themes
FROM spread AS s CROSS JOIN initiative AS i ON i.id = s.id
ORDER BY i.id
