MATCH (j:Jurisdiction) WHERE j.generation = $generation
RETURN j.id AS id, j.level AS level, j.part_of AS part_of, j.initiatives AS initiatives, j.partners AS partners,
       j.recent AS recent, j.met AS met, j.works AS works, j.breadth AS breadth, j.asking AS asking
ORDER BY id
