-- The claims of the summaries of initiatives and of the texts of needs.
SELECT subject AS node, number AS claim FROM claim
WHERE subject IN (SELECT value FROM json_each(:nodes)) AND kind IN ('initiative', 'need')
  AND predicate IN ('summary', 'text')
ORDER BY subject, number
