MATCH (i:Initiative)-[a:ADDRESSES]->(t:Theme) WHERE i.generation = $generation AND a.stated
WITH i, t ORDER BY t.id
WITH i, collect(t.id) AS themes
RETURN i.id AS id, i.titles AS titles, i.summaries AS summaries, themes ORDER BY id
