MATCH (t:Total) WHERE t.generation = $generation AND t.what IN ['initiatives', 'components'] AND coalesce(t.place, 0) = 0
RETURN coalesce(sum(t.n), 0) AS n
