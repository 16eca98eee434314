-- three sums over what each works on, with the weights that each theme is given (:themes, a JSON list of lists: theme,
-- a, b, c); in the order of an index by jurisdiction, and the weights as text to be looked up: nothing is sorted
WITH given AS MATERIALIZED (
    SELECT CAST(value ->> 0 AS TEXT) AS theme, value ->> 1 AS a, value ->> 2 AS b, value ->> 3 AS c
    FROM json_each(:themes)
)
SELECT w.jurisdiction AS id, sum(w.n * g.a) AS a, sum(w.n * g.b) AS b, sum(w.n * g.c) AS c
FROM works_on AS w CROSS JOIN given AS g ON g.theme = w.theme
GROUP BY w.jurisdiction
ORDER BY w.jurisdiction
