-- The dates of each initiative.
SELECT initiative AS subject, kind, edtf, known_start AS "start" FROM initiative_date ORDER BY initiative, edtf, kind
