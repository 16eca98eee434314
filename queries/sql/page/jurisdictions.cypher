MATCH (n:Jurisdiction) WHERE n.generation = $generation
RETURN n.id AS id, n.level AS level, n.names AS names, n.abbreviations AS abbreviations, n.codes AS codes, n.part_of AS part_of ORDER BY id
