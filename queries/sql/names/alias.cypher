MATCH (a:Alias {alias: $alias, generation: $generation}) RETURN a.id AS id
