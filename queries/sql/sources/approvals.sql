-- The number of submissions of each approval in a source; the council's own statements count as one.
SELECT s.id, a.approval, count(DISTINCT a.jurisdiction || ' ' || a.edition) AS n
FROM claim AS c
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
JOIN approval AS a ON a.jurisdiction = coalesce(c.reported_by, 'council') AND a.edition = coalesce(c.edition, '')
GROUP BY s.id, a.approval
ORDER BY s.id, a.approval
