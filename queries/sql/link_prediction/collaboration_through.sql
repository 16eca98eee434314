-- Three weighted sums over the partners that one has in common with each other; :through has the weights, a JSON list
-- of lists (partner, a, b, c); the last is multiplied by how recent the ties of the partner are.
WITH through AS MATERIALIZED (
    SELECT value ->> 0 AS partner, value ->> 1 AS a, value ->> 2 AS b, value ->> 3 AS c FROM json_each(:through)
)
SELECT w.partner AS id, sum(t.a) AS a, sum(t.b) AS b, sum(t.c * w.recent) AS c
FROM through AS t CROSS JOIN collaboration AS w ON w.jurisdiction = t.partner
GROUP BY w.partner
ORDER BY w.partner
