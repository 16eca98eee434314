-- The themes of each need.
SELECT need AS subject, theme AS value FROM need_theme ORDER BY need, theme
