CALL {
  MATCH (p:Partnership) WHERE $only IS NULL AND p.generation = $generation RETURN p
  UNION
  UNWIND coalesce($only, []) AS wanted
  MATCH (:Jurisdiction {id: wanted, generation: $generation})-[:MEMBER_OF]->(p:Partnership) RETURN p
}
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, i WHERE $as_of IS NULL OR coalesce(i.known_since, '') < $as_of
MATCH (j:Jurisdiction)-[m:MEMBER_OF]->(p)
RETURN p.id AS partnership, p.initiative AS initiative, j.id AS jurisdiction, m.claim AS claim
ORDER BY partnership, m.role, jurisdiction
