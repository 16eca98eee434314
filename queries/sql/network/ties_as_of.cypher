MATCH (p:Partnership) WHERE p.generation = $generation
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, coalesce(i.first_evidence, '') AS day
WHERE day < $as_of AND COUNT { (p)<-[:MEMBER_OF]-() } <= $max_members
MATCH (a:Jurisdiction)-[x:MEMBER_OF]->(p)<-[y:MEMBER_OF]-(b:Jurisdiction) WHERE a.id < b.id
WITH a.id AS one, b.id AS other, count(*) AS n, min(x.claim) AS claim, min(y.claim) AS other_claim
ORDER BY one, other
RETURN one, collect(other) AS others, collect(n) AS n, collect(claim) AS claims, collect(other_claim) AS other_claims
ORDER BY one
