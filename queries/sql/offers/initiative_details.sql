-- The columns of an answer for initiatives that could answer a need.
SELECT i.id AS initiative, i.title, i.lead, j.name AS lead_name, i.status, i.claim
FROM initiative AS i LEFT JOIN jurisdiction AS j ON j.id = i.lead
WHERE i.id IN (SELECT value FROM json_each(:initiatives))
ORDER BY i.id
