MATCH (s:Submission)-[:FOR]->(e:Edition)
WHERE s.generation = $generation AND s.jurisdiction = $jurisdiction AND s.received
RETURN s.edition AS edition, s.approval AS approval ORDER BY e.rank
