MATCH (p:Partnership)-[:ON_THEME]->(x:Theme) WHERE p.generation = $generation
RETURN p.id AS subject, x.id AS value ORDER BY subject, value
