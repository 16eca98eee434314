-- The themes of each partnership.
SELECT partnership AS subject, theme AS value FROM partnership_theme ORDER BY partnership, theme
