MATCH (n:Name {start: left($folded, 200), generation: $generation}) WHERE n.folded = $folded AND n.node <> $chosen
RETURN DISTINCT n.kind AS kind, n.node AS node ORDER BY kind, node
