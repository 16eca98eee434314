MATCH (j:Jurisdiction)-[w:WORKS_ON]->(t:Theme) WHERE j.generation = $generation
WITH j.id AS jurisdiction, t.id AS theme, w.n AS n ORDER BY jurisdiction, theme
WITH jurisdiction, collect(theme) AS themes, collect(n) AS numbers
RETURN jurisdiction, themes, numbers ORDER BY jurisdiction
