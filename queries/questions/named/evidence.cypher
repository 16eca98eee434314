CALL {
  MATCH (c:Claim) WHERE $node IS NULL AND c.generation = $generation RETURN c
  UNION
  MATCH (c:Claim)-[:SUPPORTS]->(n:Node {id: $node, generation: $generation}) RETURN c
  UNION
  MATCH (c:Claim) WHERE $node IS NOT NULL AND c.generation = $generation
    AND any(line IN c.statements WHERE line CONTAINS '\t' + $node + '\t')
  RETURN c
}
MATCH (c)-[:IN]->(s:Source)
WHERE ($edition IS NULL OR c.edition = $edition) AND ($rule IS NULL OR c.rule = $rule) AND (NOT $inferred OR NOT c.stated)
UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
WITH c, s, c.number + at * c.step AS number, split(c.statements[at], '\t') AS parts, c.statements[at] AS line
WITH c, s, number, parts[0] AS predicate, CASE parts[1] WHEN '' THEN null ELSE parts[1] END AS object, CASE WHEN size(parts) > 4
     THEN substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) ELSE null END AS value
WHERE $node IS NULL OR c.subject = $node OR object = $node
OPTIONAL MATCH (n:Node {id: c.subject, generation: $generation})
OPTIONAL MATCH (o:Node {id: object, generation: $generation})
WHERE o.node_kind IN ['jurisdiction', 'theme', 'initiative']
RETURN c.subject AS subject,
       coalesce(CASE $language WHEN 'fr' THEN n.name_fr ELSE n.name_en END, c.subject) AS subject_name,
       predicate AS attribute, coalesce(object, value) AS value,
       coalesce(CASE $language WHEN 'fr' THEN o.name_fr ELSE o.name_en END, object, value) AS value_name,
       s.name AS source, c.page AS page, c.line AS line,
       s.name + coalesce(', p. ' + toString(c.page), '') + coalesce(', l. ' + toString(c.line), '')
         + coalesce(', ' + c.sheet, '') + coalesce(', ' + c.cell, '') AS place,
       c.quote AS quote, CASE WHEN c.stated THEN 'stated' ELSE 'inferred' END AS stated, c.rule AS rule,
       [number] AS evidence
ORDER BY number
