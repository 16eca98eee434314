MATCH (e:Edition) WHERE e.generation = $generation
RETURN e.id AS id, e.published AS published, e.language AS language, e.received AS received ORDER BY e.rank
