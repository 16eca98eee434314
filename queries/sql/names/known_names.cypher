CALL {
  MATCH (j:Jurisdiction)<-[:SUPPORTS]-(c:Claim)
  WHERE j.generation = $generation AND c.kind = 'jurisdiction'
  UNWIND c.says AS line
  WITH j, line, split(line, '\t') AS said
  WHERE said[0] IN ['name', 'abbreviation', 'code'] AND size(said) > 4
  RETURN j.id AS id, said[0] AS predicate,
         substring(line, size(said[0]) + size(said[1]) + size(said[2]) + size(said[3]) + 4) AS value,
         CASE said[2] WHEN '' THEN null ELSE said[2] END AS qualifier, CASE said[3] WHEN '' THEN null ELSE said[3] END AS language
  UNION
  MATCH (a:Alias) WHERE a.generation = $generation
  MATCH (j:Jurisdiction {id: a.id, generation: $generation})
  RETURN j.id AS id, 'alias' AS predicate, a.alias AS value, null AS qualifier, null AS language
}
RETURN id, predicate, value, qualifier, language
ORDER BY id, predicate, value, CASE WHEN qualifier IS NULL THEN 0 ELSE 1 END, qualifier,
         CASE WHEN language IS NULL THEN 0 ELSE 1 END, language
