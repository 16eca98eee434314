MATCH (e:Edition) WHERE e.generation = $generation RETURN e.id AS id ORDER BY e.rank
