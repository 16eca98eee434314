MATCH (n:Theme) WHERE n.generation = $generation
RETURN n.id AS id, n.labels AS labels, n.alternatives AS alternatives, n.broader AS broader, n.scheme AS scheme ORDER BY id
