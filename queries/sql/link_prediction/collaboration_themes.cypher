UNWIND $themes AS given
MATCH (:Theme {id: given[0], generation: $generation})<-[w:WORKS_ON]-(j)
WITH j, sum(w.n * toFloat(given[1])) AS a, sum(w.n * toFloat(given[2])) AS b, sum(w.n * toFloat(given[3])) AS c
WITH j.id AS id, a, b, c ORDER BY id
RETURN ['id', 'a', 'b', 'c'] AS columns, collect([id, a, b, c]) AS rows
