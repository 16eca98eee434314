MATCH (n:Node {lower_id: $lower, generation: $generation}) WHERE n.node_kind = $kind
RETURN n.id AS id ORDER BY CASE WHEN n.id = $typed THEN 0 ELSE 1 END, id LIMIT 1
