-- three sums over what each works on, with the weights that each theme is given (:themes, a JSON list of lists: theme,
-- a, b, c)
WITH given AS MATERIALIZED (
    SELECT value ->> 0 AS theme, value ->> 1 AS a, value ->> 2 AS b, value ->> 3 AS c FROM json_each(:themes)
)
SELECT w.jurisdiction AS id, sum(w.n * g.a) AS a, sum(w.n * g.b) AS b, sum(w.n * g.c) AS c
FROM given AS g CROSS JOIN works_on AS w ON w.theme = g.theme
GROUP BY w.jurisdiction
ORDER BY w.jurisdiction
