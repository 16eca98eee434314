UNWIND $themes AS wanted
MATCH (b:Theme {id: wanted, generation: $generation})<-[:WITHIN]-(t:Theme)
RETURN b.id AS theme, t.id AS within ORDER BY theme, within
