-- Pairs that may be one, or that were merged; the likeliest first.
WITH pair AS (
    SELECT one, other, kind, rule, score FROM candidate_pair WHERE :merged = 0
    UNION ALL
    SELECT s.id, s.alias, n.kind, s.rule, 1.0 FROM same_as AS s JOIN node AS n ON n.id = s.id
    WHERE :merged = 1 AND n.kind IN ('initiative', 'jurisdiction')
)
SELECT one, other, kind, rule, score FROM pair ORDER BY score DESC, rule, one, other
