-- The initiatives and needs that an edition reports.
SELECT initiative AS item FROM initiative_edition WHERE edition = :edition
UNION SELECT id FROM need WHERE edition = :edition
ORDER BY 1
