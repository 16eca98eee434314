MATCH (i:Initiative)-[a:ADDRESSES]->(t:Theme) WHERE i.generation = $generation AND a.stated
    AND ($themes IS NULL OR t.id IN $themes)
WITH t, count(i) AS n
WITH sum(CASE WHEN n >= $least THEN 1 ELSE 0 END) AS themes
OPTIONAL MATCH (i:Initiative)-[a:ADDRESSES]->(t:Theme) WHERE i.generation = $generation AND a.stated
    AND ($themes IS NULL OR t.id IN $themes)
WITH DISTINCT themes, i LIMIT $most
RETURN count(i) AS initiatives, themes
