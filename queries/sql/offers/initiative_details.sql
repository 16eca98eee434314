-- what is told of initiatives that could answer
SELECT i.id AS initiative, i.title, i.lead, j.name AS lead_name, i.status, i.claim
FROM initiative AS i LEFT JOIN jurisdiction AS j ON j.id = i.lead
WHERE i.id IN (SELECT value FROM json_each(:initiatives))
ORDER BY i.id
