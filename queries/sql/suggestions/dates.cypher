UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})-[:DATED]->(m:Milestone)
WITH i.id AS initiative, m ORDER BY initiative, CASE m.kind WHEN 'launch' THEN 1 ELSE 0 END,
     CASE WHEN m.known_start IS NULL THEN 1 ELSE 0 END, m.known_start DESC, CASE WHEN m.known_end IS NULL THEN 1 ELSE 0 END, m.known_end DESC, m.kind
RETURN ['initiative', 'edtf', 'start', 'end', 'kind', 'claim'] AS columns,
       collect([initiative, m.edtf, m.known_start, m.known_end, m.kind, m.claim]) AS rows
