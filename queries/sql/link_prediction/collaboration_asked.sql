-- A weighted sum over the themes that each jurisdiction asks about; :themes has the weights, a JSON list of lists
-- (theme, a).
WITH given AS MATERIALIZED (
    SELECT value ->> 0 AS theme, value ->> 1 AS a FROM json_each(:themes)
)
SELECT w.jurisdiction AS id, sum(w.n * g.a) AS a
FROM given AS g CROSS JOIN need_count AS w ON w.theme = g.theme
GROUP BY w.jurisdiction
ORDER BY w.jurisdiction
