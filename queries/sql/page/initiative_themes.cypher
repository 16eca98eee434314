MATCH (i:Initiative)-[:ADDRESSES]->(x:Theme) WHERE i.generation = $generation
RETURN i.id AS subject, x.id AS value ORDER BY subject, value
