MATCH (p:Partnership) WHERE p.generation = $generation
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, coalesce(i.known_since, '') AS day WHERE $as_of IS NULL OR day < $as_of
MATCH (j:Jurisdiction)-[:MEMBER_OF]->(p)
RETURN j.id AS jurisdiction, p.id AS partnership, day ORDER BY partnership, jurisdiction
