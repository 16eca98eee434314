MATCH (n:Name {start: left($folded, 200), generation: $generation}) WHERE n.folded = $folded AND n.kind = $kind
RETURN DISTINCT n.node AS node ORDER BY node LIMIT 2
