MATCH (i:Initiative)<-[:PARTNERS_IN]-(x:Jurisdiction) WHERE i.generation = $generation
RETURN i.id AS subject, x.id AS value ORDER BY subject, value
