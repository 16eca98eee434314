-- The dates of each initiative.
SELECT initiative AS subject, kind, edtf, "start" FROM initiative_date ORDER BY initiative, edtf, kind
