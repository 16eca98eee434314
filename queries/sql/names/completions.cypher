CALL {
  MATCH (n:Node) WHERE n.generation = $generation AND ($kind = 'node' OR n.node_kind = $kind)
    AND toLower(n.id) STARTS WITH toLower($start)
  RETURN n.id AS text
  UNION
  MATCH (n:Name) WHERE n.generation = $generation AND ($kind = 'node' OR n.kind = $kind) AND n.folded STARTS WITH $folded
  RETURN n.text AS text
  UNION
  MATCH (i:Initiative) WHERE i.generation = $generation AND $kind IN ['node', 'initiative'] AND i.start_en STARTS WITH $folded
  RETURN i.name_en AS text
  UNION
  MATCH (i:Initiative) WHERE i.generation = $generation AND $kind IN ['node', 'initiative'] AND i.start_fr STARTS WITH $folded
  RETURN i.name_fr AS text
}
RETURN text ORDER BY text LIMIT 50
