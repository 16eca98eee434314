-- The partners of each initiative, without its lead.
SELECT initiative AS subject, jurisdiction AS value FROM takes_part WHERE role = 'partner' ORDER BY initiative, jurisdiction
