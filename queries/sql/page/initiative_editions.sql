-- The editions that reported each initiative.
SELECT initiative AS subject, edition AS value FROM initiative_edition ORDER BY initiative, edition
