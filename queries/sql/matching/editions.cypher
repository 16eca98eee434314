MATCH (e:Edition)
WHERE e.generation = $generation AND ($as_of IS NULL OR left(coalesce(e.published, e.id) + '-01-01', 10) < $as_of)
RETURN e.id AS id, e.rank AS rank, e.published AS published ORDER BY rank, id
