UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})-[t:ADDRESSES]->(:Theme)-[:WITHIN]->(b:Theme)
WHERE b.id IN $themes
RETURN i.id AS initiative, min(t.claim) AS claim ORDER BY initiative
