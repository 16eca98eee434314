CALL {
  MATCH (n:Name {start: left($folded, 200), generation: $generation}) WHERE n.folded = $folded AND n.kind = $kind
  RETURN n.node AS node
  UNION
  MATCH (i:Initiative {start_en: $start, generation: $generation}) WHERE $kind = 'initiative' RETURN i.id AS node
  UNION
  MATCH (i:Initiative {start_fr: $start, generation: $generation}) WHERE $kind = 'initiative' RETURN i.id AS node
}
RETURN node ORDER BY node LIMIT 4
