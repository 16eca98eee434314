UNWIND $themes AS given
MATCH (t:Theme {id: given[0], generation: $generation})<-[w:WORKS_ON]-(j:Jurisdiction)
RETURN j.id AS id, sum(w.n * toFloat(given[1])) AS a, sum(w.n * toFloat(given[2])) AS b, sum(w.n * toFloat(given[3])) AS c
ORDER BY id
