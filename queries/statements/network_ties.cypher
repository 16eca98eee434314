MATCH (p:Partnership) WHERE p.generation = $generation
CALL {
  WITH p
  OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
  OPTIONAL MATCH (i)-[:REPORTED_IN]->(o:Edition)
  OPTIONAL MATCH (i)-[:DATED]->(m:Milestone)
  WITH min(CASE WHEN size(o.published) >= 7 THEN o.published ELSE null END) AS published, min(m.start) AS begun,
       min(CASE WHEN o.id >= '0' AND o.id < ':' THEN o.id ELSE null END) AS edition
  RETURN coalesce(left(coalesce(published, begun, edition) + '-01-01', 10), '') AS day
}
WITH p, day WHERE $as_of IS NULL OR day < $as_of
MATCH (a:Jurisdiction)-[x:MEMBER_OF]->(p)<-[y:MEMBER_OF]-(b:Jurisdiction) WHERE a.id < b.id
RETURN a.id AS one, b.id AS other, count(*) AS n, min(x.claim) AS claim, min(y.claim) AS other_claim
ORDER BY one, other
