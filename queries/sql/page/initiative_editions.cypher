MATCH (i:Initiative)-[:REPORTED_IN]->(x:Edition) WHERE i.generation = $generation
RETURN i.id AS subject, x.id AS value ORDER BY subject, value
