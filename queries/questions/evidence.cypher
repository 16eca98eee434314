CALL {
  MATCH (c:Claim) WHERE $node IS NULL AND c.generation = $generation RETURN c.number AS number
  UNION
  MATCH (c:Claim {subject: $node, generation: $generation}) RETURN c.number AS number
  UNION
  MATCH (c:Claim {object: $node, generation: $generation}) RETURN c.number AS number
}
MATCH (c:Claim {number: number, generation: $generation})-[:AT]->(p:Place)-[:IN]->(s:Source)
WHERE ($rule IS NULL OR c.rule = $rule) AND (NOT $inferred OR NOT c.stated)
OPTIONAL MATCH (n:Node {id: c.subject, generation: $generation})
OPTIONAL MATCH (o:Node {id: c.object, generation: $generation})
WHERE o.node_kind IN ['jurisdiction', 'theme', 'initiative']
RETURN c.subject AS subject,
       coalesce(CASE $language WHEN 'fr' THEN n.name_fr ELSE n.name_en END, c.subject) AS subject_name,
       c.predicate AS attribute, coalesce(c.object, c.value) AS value,
       coalesce(CASE $language WHEN 'fr' THEN o.name_fr ELSE o.name_en END, c.object, c.value) AS value_name,
       s.name AS source, p.page AS page, p.line AS line,
       s.name + coalesce(', p. ' + toString(p.page), '') + coalesce(', l. ' + toString(p.line), '')
         + coalesce(', ' + p.sheet, '') + coalesce(', ' + p.cell, '') AS place,
       p.quote AS quote, CASE WHEN c.stated THEN 'stated' ELSE 'inferred' END AS stated, c.rule AS rule,
       [c.number] AS evidence
ORDER BY c.number
