-- The distinct places of the claims of each initiative, partnership and need, without quotes. Few nodes have more than
-- one: the caller sorts them.
WITH said AS MATERIALIZED (
    SELECT DISTINCT subject, place, stated, rule FROM mention WHERE kind IN ('initiative', 'partnership', 'need')
)
SELECT c.subject, s.id AS source, p.page, p.sheet, p.cell, p.line, c.stated, c.rule
FROM said AS c
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
