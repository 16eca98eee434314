-- Where it stands what is said of each initiative, partnership and need: each place once, without the words. Few are more
-- than one of a subject: who asks puts these in order.
WITH said AS MATERIALIZED (
    SELECT DISTINCT subject, place, stated, rule FROM mention WHERE kind IN ('initiative', 'partnership', 'need')
)
SELECT c.subject, s.id AS source, p.page, p.sheet, p.cell, p.line, c.stated, c.rule
FROM said AS c
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
