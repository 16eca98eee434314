MATCH (a:Jurisdiction)-[w:WORKS_WITH]->(b:Jurisdiction) WHERE a.generation = $generation
WITH a, b, w ORDER BY a.id, b.id
RETURN a.id AS one, collect(b.id) AS others, collect(w.n) AS n, collect(w.claim) AS claims,
       collect(w.other_claim) AS other_claims
ORDER BY one
