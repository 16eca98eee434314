MATCH (j:Jurisdiction) WHERE j.generation = $generation
WITH j ORDER BY j.id
RETURN ['id', 'names', 'level', 'part_of'] AS columns, collect([j.id, j.names, j.level, j.part_of]) AS rows
