MATCH (j:Jurisdiction) WHERE j.generation = $generation
WITH j ORDER BY j.id
RETURN ['id', 'level', 'part_of', 'initiatives', 'partners', 'recent', 'met', 'works', 'breadth', 'asking'] AS columns,
       collect([j.id, j.level, j.part_of, j.initiatives, j.partners, j.recent, j.met, j.works, j.breadth, j.asking]) AS rows
