UNWIND $through AS given
MATCH (:Jurisdiction {id: given[0], generation: $generation})-[w:WORKS_WITH]-(p)
WITH p, sum(toFloat(given[1])) AS a, sum(toFloat(given[2])) AS b,
     sum(toFloat(given[3]) * (w.dated * $fading + 0.5 * w.undated)) AS c
WITH p.id AS id, a, b, c ORDER BY id
RETURN ['id', 'a', 'b', 'c'] AS columns, collect([id, a, b, c]) AS rows
