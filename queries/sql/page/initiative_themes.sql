-- The themes of each initiative.
SELECT initiative AS subject, theme AS value FROM initiative_theme ORDER BY initiative, theme
