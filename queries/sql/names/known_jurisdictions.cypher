MATCH (j:Jurisdiction) WHERE j.generation = $generation
RETURN j.id AS id, j.names AS names, j.abbreviations AS abbreviations, j.codes AS codes ORDER BY id
