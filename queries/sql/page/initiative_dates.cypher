MATCH (i:Initiative)-[:DATED]->(m:Milestone) WHERE i.generation = $generation
RETURN i.id AS subject, m.kind AS kind, m.edtf AS edtf, m.known_start AS start ORDER BY subject, edtf, kind
