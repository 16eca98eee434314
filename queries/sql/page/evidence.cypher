MATCH (c:Claim)-[:IN]->(s:Source)
WHERE c.generation = $generation AND c.kind IN ['initiative', 'partnership', 'need']
WITH DISTINCT c.subject AS subject, s.id AS source, c.page AS page, c.sheet AS sheet, c.cell AS cell, c.line AS line,
     c.quote AS quote, CASE WHEN c.stated THEN 1 ELSE 0 END AS stated, c.rule AS rule
RETURN subject, source, page, sheet, cell, line, stated, rule
