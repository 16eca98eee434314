UNWIND $nodes AS wanted
MATCH (n:Node {id: wanted, generation: $generation})
RETURN n.id AS id, n.node_kind AS kind, CASE $language WHEN 'fr' THEN n.name_fr ELSE n.name_en END AS name
