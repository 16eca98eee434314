-- The themes that a document describes, which is named or given by the beginning of its identifier.
SELECT DISTINCT c.subject AS theme
FROM claim AS c JOIN place AS p ON p.number = c.place JOIN source AS s ON s.number = p.source
WHERE c.kind = 'theme' AND (s.name = :source OR (length(:source) > 5 AND substr(s.id, 1, length(:source)) = :source))
ORDER BY theme
