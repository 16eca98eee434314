MATCH (n:Node) WHERE n.generation = $generation AND n.node_kind IN ['initiative', 'need', 'jurisdiction', 'theme']
RETURN n.id AS node, n.node_kind AS kind, coalesce(n.titles, n.texts, n.names, n.labels) AS texts,
       coalesce(n.summaries, '{}') AS summaries
ORDER BY node, kind
