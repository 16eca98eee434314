-- Three weighted sums over the themes that each jurisdiction works on; :themes has the weights, a JSON list of lists
-- (theme, a, b, c). Rows are read in the order of an index by jurisdiction and weights are looked up as text, so that
-- nothing is sorted.
WITH given AS MATERIALIZED (
    SELECT CAST(value ->> 0 AS TEXT) AS theme, value ->> 1 AS a, value ->> 2 AS b, value ->> 3 AS c
    FROM json_each(:themes)
)
SELECT w.jurisdiction AS id, sum(w.n * g.a) AS a, sum(w.n * g.b) AS b, sum(w.n * g.c) AS c
FROM works_on AS w CROSS JOIN given AS g ON g.theme = w.theme
GROUP BY w.jurisdiction
ORDER BY w.jurisdiction
