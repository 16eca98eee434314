CALL {
  MATCH (n:Name {start: left($folded, 200), generation: $generation}) WHERE n.folded = $folded AND n.node <> $chosen
  RETURN n.kind AS kind, n.node AS node
  UNION
  MATCH (i:Initiative {start_en: $start, generation: $generation}) WHERE i.id <> $chosen
  RETURN 'initiative' AS kind, i.id AS node
  UNION
  MATCH (i:Initiative {start_fr: $start, generation: $generation}) WHERE i.id <> $chosen
  RETURN 'initiative' AS kind, i.id AS node
}
RETURN kind, node ORDER BY kind, node
