MATCH (e:Edition)
WHERE e.generation = $generation AND ($as_of IS NULL OR left(coalesce(e.published, e.id) + '-01-01', 10) < $as_of)
OPTIONAL MATCH (s:Submission)-[:FOR]->(e)
WITH e, count(s) AS asked
RETURN e.id AS id, e.rank AS rank, e.published AS published,
       CASE WHEN e.received IS NOT NULL OR asked > 0 THEN 1 ELSE 0 END AS is_round ORDER BY rank, id
