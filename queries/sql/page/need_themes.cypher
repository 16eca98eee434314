MATCH (d:Need)-[:ON_THEME]->(x:Theme) WHERE d.generation = $generation
RETURN d.id AS subject, x.id AS value ORDER BY subject, value
