MATCH (t:Theme)<-[:SUPPORTS]-(c:Claim)
WHERE t.generation = $generation AND c.kind = 'theme'
UNWIND c.statements AS line
WITH t, line, split(line, '\t') AS parts
WHERE parts[0] = 'definition' AND size(parts) > 4
RETURN DISTINCT t.id AS theme, parts[3] AS language,
       substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + size(parts[3]) + 4) AS text
ORDER BY theme, language, text
