-- The sources that the audience may see: their number of claims, and of unplaced texts.
SELECT s.name, s.edition, s.language, coalesce(c.n, 0) AS claims, coalesce(u.n, 0) AS unplaced, s.id
FROM source AS s
LEFT JOIN (SELECT p.source, count(*) AS n FROM claim AS c JOIN place AS p ON p.number = c.place GROUP BY p.source) AS c
    ON c.source = s.number
LEFT JOIN (SELECT source, count(*) AS n FROM unplaced GROUP BY source) AS u ON u.source = s.number
ORDER BY s.number
