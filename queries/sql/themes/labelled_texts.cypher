UNWIND $numbers AS number
MATCH (i:Node {searched: number, generation: $generation})
WHERE EXISTS { MATCH (i)-[a:ADDRESSES]->(t:Theme) WHERE a.stated AND ($themes IS NULL OR t.id IN $themes) }
MATCH (i)-[a:ADDRESSES]->(t:Theme) WHERE a.stated
WITH number, i, t ORDER BY t.id
WITH number, i, collect(t.id) AS themes
RETURN number, i.id AS id, i.titles AS titles, i.summaries AS summaries, themes ORDER BY number
