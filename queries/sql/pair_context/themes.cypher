UNWIND $only AS wanted
MATCH (j:Jurisdiction {id: wanted, generation: $generation})-[:LEADS|PARTNERS_IN]->(:Initiative)-[:ADDRESSES]->(t:Theme)
RETURN DISTINCT j.id AS jurisdiction, t.id AS theme ORDER BY jurisdiction, theme
