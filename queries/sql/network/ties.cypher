MATCH (p:Partnership) WHERE p.generation = $generation
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, coalesce(i.first_evidence, '') AS day WHERE $as_of IS NULL OR day < $as_of
MATCH (a:Jurisdiction)-[x:MEMBER_OF]->(p)<-[y:MEMBER_OF]-(b:Jurisdiction) WHERE a.id < b.id
RETURN a.id AS one, b.id AS other, count(*) AS n, min(x.claim) AS claim, min(y.claim) AS other_claim
ORDER BY one, other
