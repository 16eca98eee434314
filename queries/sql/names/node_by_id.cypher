MATCH (n:Node {id_hash: $hash, generation: $generation}) WHERE n.node_kind = $kind AND toLower(n.id) = toLower($lower)
RETURN n.id AS id ORDER BY CASE WHEN n.id = $typed THEN 0 ELSE 1 END, id LIMIT 1
