MATCH (t:Theme)<-[:SUPPORTS]-(c:Claim)-[:IN]->(s:Source)
WHERE t.generation = $generation AND c.kind = 'theme'
  AND (s.name = $source OR (size($source) > 5 AND s.id STARTS WITH $source))
RETURN DISTINCT t.id AS theme ORDER BY theme
