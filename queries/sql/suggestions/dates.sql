-- The dates of initiatives, the one to use last: the launch, or else the first.
SELECT initiative, edtf, known_start AS "start", known_end AS "end", kind, claim
FROM initiative_date
WHERE initiative IN (SELECT value FROM json_each(:initiatives))
ORDER BY initiative, kind = 'launch', known_start DESC, known_end DESC, kind
