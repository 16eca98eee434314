MATCH (p:Partnership)<-[:MEMBER_OF]-(j:Jurisdiction) WHERE p.generation = $generation
RETURN p.id AS subject, j.id AS jurisdiction ORDER BY subject, jurisdiction
