-- Of the submissions that claims are from the one that the fewest may see: what is derived from all may go no further.
SELECT c.reported_by, c.edition FROM claim AS c
LEFT JOIN approval AS a ON a.jurisdiction = coalesce(c.reported_by, 'council') AND a.edition = coalesce(c.edition, '')
WHERE c.number IN (SELECT value FROM json_each(:claims))
ORDER BY CASE a.approval WHEN 'withheld' THEN 2 WHEN 'public' THEN 0 ELSE 1 END DESC, c.edition DESC, c.reported_by
LIMIT 1
