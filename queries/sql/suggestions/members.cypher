MATCH (p:Partnership) WHERE p.generation = $generation
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, i WHERE $as_of IS NULL OR coalesce(i.first_evidence, '') < $as_of
MATCH (j:Jurisdiction)-[m:MEMBER_OF]->(p)
RETURN p.id AS partnership, p.initiative AS initiative, j.id AS jurisdiction, m.claim AS claim
ORDER BY partnership, m.role, jurisdiction
