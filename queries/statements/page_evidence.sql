-- Where it stands what is said of each initiative, partnership and need: each place once, without the words.
SELECT DISTINCT c.subject, s.id AS source, p.page, p.sheet, p.cell, p.line, c.stated, c.rule
FROM claim AS c
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
WHERE c.kind IN ('initiative', 'partnership', 'need')
ORDER BY c.subject, s.id, p.page, p.line, p.cell, c.stated, c.rule
