UNWIND $through AS given
MATCH (j:Jurisdiction {id: given[0], generation: $generation})-[w:WORKS_WITH]-(p:Jurisdiction)
RETURN p.id AS id, sum(toFloat(given[1])) AS a, sum(toFloat(given[2])) AS b,
       sum(toFloat(given[3]) * (w.dated * $fading + 0.5 * w.undated)) AS c
ORDER BY id
