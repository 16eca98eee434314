MATCH (i:Initiative)-[a:ADDRESSES]->(t:Theme) WHERE i.generation = $generation AND a.stated
    AND ($themes IS NULL OR t.id IN $themes)
WITH DISTINCT i ORDER BY i.id
WITH collect(i) AS labelled
WITH labelled, size(labelled) AS n
UNWIND CASE WHEN n <= $most THEN range(0, n - 1) ELSE [k IN range(0, $most - 1) | k * n / $most] END AS at
WITH labelled[at] AS i
MATCH (i)-[a:ADDRESSES]->(t:Theme) WHERE a.stated
WITH i, t ORDER BY t.id
WITH i, collect(t.id) AS themes
RETURN i.id AS id, i.titles AS titles, i.summaries AS summaries, themes ORDER BY id
