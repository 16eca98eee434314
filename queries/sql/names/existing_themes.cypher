MATCH (t:Theme) WHERE t.generation = $generation
RETURN t.id AS id, t.labels AS labels, t.alternatives AS alternatives ORDER BY id
