MATCH (e:Edition) WHERE e.generation = $generation
OPTIONAL MATCH (s:Submission)-[:FOR]->(e) WHERE s.received
RETURN e.id AS id, e.rank AS rank, e.received AS received, count(s) AS visible ORDER BY rank
