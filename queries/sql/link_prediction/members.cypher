MATCH (p:Partnership) WHERE p.generation = $generation
OPTIONAL MATCH (p)-[:ABOUT]->(i:Initiative)
WITH p, coalesce(i.first_evidence, '') AS day WHERE $as_of IS NULL OR day < $as_of
MATCH (j:Jurisdiction)-[:MEMBER_OF]->(p)
WITH p.id AS partnership, day, j.id AS jurisdiction ORDER BY partnership, jurisdiction
WITH partnership, day, collect(jurisdiction) AS members ORDER BY partnership
RETURN members, day
