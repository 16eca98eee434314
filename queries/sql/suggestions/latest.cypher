CALL {
  MATCH (e:Edition)
  WHERE e.generation = $generation
    AND ($as_of IS NULL OR left(coalesce(e.published, e.id) + '-01-01', 10) < $as_of)
  OPTIONAL MATCH (s:Submission)-[:FOR]->(e)
  WITH e, count(s) AS asked
  RETURN e.id AS latest
  ORDER BY CASE WHEN e.received IS NOT NULL OR asked > 0 THEN 1 ELSE 0 END DESC, e.rank DESC LIMIT 1
}
UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})-[:REPORTED_IN]->(e:Edition) WHERE e.id = latest
RETURN i.id AS initiative
