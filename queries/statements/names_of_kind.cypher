MATCH (n:Name) WHERE n.generation = $generation AND n.kind = $kind
RETURN n.text AS text, n.folded AS folded, n.node AS node ORDER BY node, text, n.language
