MATCH (e:Edition) WHERE e.generation = $generation
OPTIONAL MATCH (s:Submission)-[:FOR]->(e)
WITH e, count(s) AS asked
RETURN e.id AS id, CASE WHEN e.received IS NOT NULL OR asked > 0 THEN 1 ELSE 0 END AS is_round ORDER BY e.rank
