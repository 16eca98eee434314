MATCH (s:Submission)-[:FOR]->(e:Edition {id: $edition, generation: $generation}) WHERE s.received
MATCH (s)-[:BY]->(j:Jurisdiction) RETURN j.id AS jurisdiction ORDER BY jurisdiction
