UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})-[:DATED]->(m:Milestone)
WITH i.id AS initiative, m ORDER BY initiative, CASE m.kind WHEN 'launch' THEN 1 ELSE 0 END,
     CASE WHEN m.start IS NULL THEN 1 ELSE 0 END, m.start DESC, CASE WHEN m.`end` IS NULL THEN 1 ELSE 0 END, m.`end` DESC, m.kind
RETURN initiative, m.edtf AS edtf, m.start AS start, m.`end` AS `end`, m.kind AS kind, m.claim AS claim
