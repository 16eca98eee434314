MATCH (t:Theme) WHERE t.generation = $generation
RETURN t.id AS id, t.labels AS labels, t.alternatives AS alternatives, t.broader AS broader ORDER BY id
