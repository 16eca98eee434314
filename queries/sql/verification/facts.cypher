UNWIND $initiatives AS wanted
MATCH (i:Initiative {id: wanted, generation: $generation})
CALL {
  WITH i
  RETURN i AS n
  UNION
  WITH i
  MATCH (i)<-[:ABOUT]-(p:Partnership) RETURN p AS n
}
MATCH (c:Claim)-[:SUPPORTS]->(n) WHERE c.subject = n.id
UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
WITH i, c, c.number + at * c.step AS claim, split(c.statements[at], '\t') AS parts, c.statements[at] AS line
WITH i, c, claim, parts[0] AS predicate, CASE parts[1] WHEN '' THEN null ELSE parts[1] END AS object,
     CASE parts[2] WHEN '' THEN null ELSE parts[2] END AS qualifier, CASE WHEN size(parts) > 4
     THEN substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) ELSE null END AS value
WHERE predicate IN ['title', 'lead', 'status', 'date', 'external_partner', 'member']
  AND (object IS NULL OR EXISTS { MATCH (k:Node) WHERE k.id = object AND k.generation = $generation })
RETURN DISTINCT i.id AS initiative, predicate, object, value, qualifier, c.edition AS edition, c.stated AS stated, claim
ORDER BY initiative, claim
