-- The dates of initiatives, the one to use last: the launch, or else the first.
SELECT initiative, edtf, "start", "end", kind, claim
FROM initiative_date
WHERE initiative IN (SELECT value FROM json_each(:initiatives))
ORDER BY initiative, kind = 'launch', "start" DESC, "end" DESC, kind
