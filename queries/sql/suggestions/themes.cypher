MATCH (t:Theme) WHERE t.generation = $generation RETURN t.id AS id, t.labels AS labels ORDER BY id
