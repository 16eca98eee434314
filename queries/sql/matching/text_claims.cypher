UNWIND $nodes AS wanted
MATCH (c:Claim)-[:SUPPORTS]->(n:Node {id: wanted, generation: $generation}) WHERE c.kind IN ['initiative', 'need']
UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] STARTS WITH 'summary\t' OR c.statements[at] STARTS WITH 'text\t'] AS at
RETURN n.id AS node, c.number + at * c.step AS claim ORDER BY node, claim
