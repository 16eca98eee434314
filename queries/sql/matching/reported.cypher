MATCH (i:Initiative)-[:REPORTED_IN]->(e:Edition)
WHERE i.generation = $generation AND e.generation = $generation
  AND ($as_of IS NULL OR left(coalesce(e.published, e.id) + '-01-01', 10) < $as_of)
RETURN i.id AS initiative, e.id AS edition ORDER BY initiative, edition
