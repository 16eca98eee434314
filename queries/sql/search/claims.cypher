UNWIND $nodes AS wanted
MATCH (n:Node {id: wanted, generation: $generation}) WHERE n.node_kind IN ['initiative', 'need']
RETURN n.id AS id, n.claim AS claim ORDER BY id
