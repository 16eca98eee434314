MATCH (j:Jurisdiction) WHERE j.generation = $generation
RETURN j.id AS id, j.level AS level, j.part_of AS part_of ORDER BY id
