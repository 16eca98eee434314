CALL {
  MATCH (j:Jurisdiction)<-[:SUPPORTS]-(c:Claim)
  WHERE j.generation = $generation AND c.kind = 'jurisdiction'
  UNWIND c.statements AS line
  WITH j, line, split(line, '\t') AS parts
  WHERE parts[0] IN ['name', 'abbreviation', 'code'] AND size(parts) > 4
  RETURN j.id AS id, parts[0] AS predicate,
         substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) AS value,
         CASE parts[2] WHEN '' THEN null ELSE parts[2] END AS qualifier, CASE parts[3] WHEN '' THEN null ELSE parts[3] END AS language
  UNION
  MATCH (a:Alias) WHERE a.generation = $generation
  MATCH (j:Jurisdiction {id: a.id, generation: $generation})
  RETURN j.id AS id, 'alias' AS predicate, a.alias AS value, null AS qualifier, null AS language
}
RETURN id, predicate, value, qualifier, language
ORDER BY id, predicate, value, CASE WHEN qualifier IS NULL THEN 0 ELSE 1 END, qualifier,
         CASE WHEN language IS NULL THEN 0 ELSE 1 END, language
