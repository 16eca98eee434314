-- As suggestions/members, for the partnerships of some initiatives (:initiatives, a JSON list).
SELECT m.partnership, p.initiative, m.jurisdiction, m.claim
FROM partnership AS p CROSS JOIN partnership_member AS m ON m.partnership = p.id
WHERE p.initiative IN (SELECT value FROM json_each(:initiatives))
ORDER BY m.partnership, m.role, m.jurisdiction
