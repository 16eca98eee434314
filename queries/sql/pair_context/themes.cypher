UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[w:WORKS_ON]->(t:Theme) WHERE w.own > 0
RETURN j.id AS jurisdiction, t.id AS theme ORDER BY jurisdiction, theme
