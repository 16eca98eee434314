MATCH (j:Jurisdiction)-[:LEADS|PARTNERS_IN]->(i:Initiative)
WHERE i.generation = $generation AND ($as_of IS NULL OR i.first_evidence < $as_of)
WITH j.id AS jurisdiction, i ORDER BY i.id, jurisdiction LIMIT toInteger($most)
RETURN jurisdiction, i.titles AS titles, i.summaries AS summaries
