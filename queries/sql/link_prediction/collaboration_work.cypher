MATCH (j:Jurisdiction {id: $of, generation: $generation})-[w:WORKS_ON]->(t:Theme)
RETURN t.id AS theme, w.n AS n ORDER BY theme
