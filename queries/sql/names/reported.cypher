MATCH (c:Claim)-[:SUPPORTS]->(:Node)
WHERE c.generation = $generation AND c.edition = $edition AND c.kind IN ['initiative', 'partnership', 'need']
  AND (c.reported_by = $jurisdiction
       OR EXISTS { MATCH (a:Alias) WHERE a.alias = c.reported_by AND a.generation = $generation AND a.id = $jurisdiction })
UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
WITH c, c.number + at * c.step AS number, split(c.statements[at], '\t') AS parts, c.statements[at] AS line
WITH c, number, parts[0] AS predicate, CASE parts[1] WHEN '' THEN null ELSE parts[1] END AS object, CASE parts[2] WHEN '' THEN null ELSE parts[2] END AS qualifier,
     CASE parts[3] WHEN '' THEN null ELSE parts[3] END AS language, CASE WHEN size(parts) > 4
     THEN substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) ELSE null END AS value
WHERE object IS NULL OR EXISTS { MATCH (k:Node) WHERE k.id = object AND k.generation = $generation }
RETURN c.kind AS kind, c.subject AS subject, predicate, object, value, qualifier, language ORDER BY number
