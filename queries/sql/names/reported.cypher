MATCH (c:Claim)-[:SUPPORTS]->(:Node)
WHERE c.generation = $generation AND c.edition = $edition AND c.kind IN ['initiative', 'partnership', 'need']
  AND (c.reported_by = $jurisdiction
       OR EXISTS { MATCH (a:Alias) WHERE a.alias = c.reported_by AND a.generation = $generation AND a.id = $jurisdiction })
UNWIND [at IN range(0, size(c.says) - 1) WHERE c.says[at] <> ''] AS at
WITH c, c.number + at AS number, split(c.says[at], '\t') AS said, c.says[at] AS line
WITH c, number, said[0] AS predicate, CASE said[1] WHEN '' THEN null ELSE said[1] END AS object, CASE said[2] WHEN '' THEN null ELSE said[2] END AS qualifier,
     CASE said[3] WHEN '' THEN null ELSE said[3] END AS language, CASE WHEN size(said) > 4
     THEN substring(line, size(said[0]) + size(said[1]) + size(said[2]) + size(said[3]) + 4) ELSE null END AS value
WHERE object IS NULL OR EXISTS { MATCH (k:Node) WHERE k.id = object AND k.generation = $generation }
RETURN c.kind AS kind, c.subject AS subject, predicate, object, value, qualifier, language ORDER BY number
