// Weights are numbers once for each theme, not for each row.
UNWIND $themes AS given
MATCH (t:Theme {id: given[0], generation: $generation})
WITH t, toFloat(given[1]) AS x, toFloat(given[2]) AS y, toFloat(given[3]) AS z
MATCH (t)<-[w:WORKS_ON]-(j)
WITH j, w.n AS n, x, y, z
WITH j, sum(n * x) AS a, sum(n * y) AS b, sum(n * z) AS c
WITH j.id AS id, a, b, c ORDER BY id
RETURN ['id', 'a', 'b', 'c'] AS columns, collect([id, a, b, c]) AS rows
