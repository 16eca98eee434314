// Relationships lead to one kind of node each: a label beside them would be read from every node.
UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[w:WORKS_ON]->(t) WHERE w.own > 0
WITH j.id AS jurisdiction, t.id AS theme ORDER BY jurisdiction, theme
WITH jurisdiction, collect(theme) AS themes
RETURN jurisdiction, themes ORDER BY jurisdiction
