MATCH (s:Submission)-[:FOR]->(e:Edition) WHERE s.generation = $generation AND s.jurisdiction IN $jurisdictions
RETURN s.edition AS edition, s.jurisdiction AS jurisdiction, s.received AS received, s.claim AS claim
ORDER BY e.rank, jurisdiction
