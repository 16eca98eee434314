UNWIND $nodes AS wanted
MATCH (n:Theme {id: wanted, generation: $generation})
RETURN n.id AS id, 'theme' AS kind, CASE $language WHEN 'fr' THEN n.name_fr ELSE n.name_en END AS name
