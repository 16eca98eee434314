MATCH (j:Jurisdiction)-[w:WORKS_ON]->(t:Theme) WHERE j.generation = $generation
RETURN j.id AS jurisdiction, t.id AS theme, w.n AS n ORDER BY jurisdiction, theme
