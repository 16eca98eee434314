MATCH (j:Jurisdiction)-[:LEADS|PARTNERS_IN]->(i:Initiative)
WHERE j.generation = $generation AND ($as_of IS NULL OR i.first_evidence < $as_of)
RETURN j.id AS jurisdiction, count(DISTINCT i) AS n ORDER BY jurisdiction
