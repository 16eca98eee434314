UNWIND $themes AS wanted
MATCH (b:Theme {id: wanted, generation: $generation})
OPTIONAL MATCH (b)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)
RETURN b.id AS theme, CASE $language WHEN 'fr' THEN b.name_fr ELSE b.name_en END AS label, count(DISTINCT i) AS wide
ORDER BY theme
