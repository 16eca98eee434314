CALL {
  MATCH (n:Node) WHERE n.generation = $generation AND ($kind = 'node' OR n.node_kind = $kind)
    AND toLower(n.id) STARTS WITH toLower($start)
  RETURN n.id AS text
  UNION
  MATCH (n:Name) WHERE n.generation = $generation AND ($kind = 'node' OR n.kind = $kind) AND n.folded STARTS WITH $folded
  RETURN n.text AS text
}
RETURN text ORDER BY text LIMIT 50
