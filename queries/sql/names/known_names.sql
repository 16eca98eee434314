-- All names that sources give jurisdictions, and the identifiers that are aliases of another.
SELECT DISTINCT c.subject AS id, c.predicate, c.value, c.qualifier, c.language
FROM claim AS c JOIN jurisdiction AS j ON j.id = c.subject
WHERE c.kind = 'jurisdiction' AND c.predicate IN ('name', 'abbreviation', 'code') AND c.value IS NOT NULL
UNION
SELECT s.id, 'alias', s.alias, NULL, NULL FROM same_as AS s JOIN jurisdiction AS j ON j.id = s.id
ORDER BY 1, 2, 3, 4, 5
