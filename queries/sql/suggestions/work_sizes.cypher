CALL {
  UNWIND $jurisdictions AS wanted
  MATCH (j:Jurisdiction {id: wanted, generation: $generation}) WHERE j.initiatives > 0
  RETURN j.id AS id, j.initiatives AS initiatives
  UNION ALL
  UNWIND $themes AS wanted
  MATCH (t:Theme {id: wanted, generation: $generation}) RETURN t.id AS id, t.initiatives AS initiatives
}
WITH id, initiatives ORDER BY id
RETURN ['id', 'initiatives'] AS columns, collect([id, initiatives]) AS rows
