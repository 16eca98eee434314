-- The members of each partnership.
SELECT partnership AS subject, jurisdiction FROM partnership_member ORDER BY partnership, jurisdiction
