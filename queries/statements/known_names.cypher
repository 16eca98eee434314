CALL {
  MATCH (j:Jurisdiction)<-[:SUPPORTS]-(c:Claim)
  WHERE j.generation = $generation AND c.kind = 'jurisdiction' AND c.predicate IN ['name', 'abbreviation', 'code']
    AND c.value IS NOT NULL
  RETURN j.id AS id, c.predicate AS predicate, c.value AS value, c.qualifier AS qualifier, c.language AS language
  UNION
  MATCH (a:Alias) WHERE a.generation = $generation
  MATCH (j:Jurisdiction {id: a.id, generation: $generation})
  RETURN j.id AS id, 'alias' AS predicate, a.alias AS value, null AS qualifier, null AS language
}
RETURN id, predicate, value, qualifier, language
ORDER BY id, predicate, value, CASE WHEN qualifier IS NULL THEN 0 ELSE 1 END, qualifier,
         CASE WHEN language IS NULL THEN 0 ELSE 1 END, language
