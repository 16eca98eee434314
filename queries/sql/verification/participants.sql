-- Who takes part in some initiatives (:initiatives, a JSON list), partners of their components included.
SELECT initiative, jurisdiction, role, claim FROM takes_part
WHERE initiative IN (SELECT value FROM json_each(:initiatives))
ORDER BY initiative, role, jurisdiction
