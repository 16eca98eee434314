// Weights are numbers once for each partner, not for each row.
UNWIND $through AS given
MATCH (z:Jurisdiction {id: given[0], generation: $generation})
WITH z, toFloat(given[1]) AS x, toFloat(given[2]) AS y, toFloat(given[3]) AS v
MATCH (z)-[w:WORKS_WITH]-(p)
WITH p, x, y, v * (w.dated * $fading + 0.5 * w.undated) AS recent
WITH p, sum(x) AS a, sum(y) AS b, sum(recent) AS c
WITH p.id AS id, a, b, c ORDER BY id
RETURN ['id', 'a', 'b', 'c'] AS columns, collect([id, a, b, c]) AS rows
