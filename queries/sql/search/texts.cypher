UNWIND $numbers AS number
MATCH (n:Node {searched: number, generation: $generation})
CALL {
  WITH n
  OPTIONAL MATCH (n)-[:ADDRESSES|ON_THEME]->(t:Theme)
  WITH t ORDER BY t.id
  RETURN collect([t.labels]) AS themes
}
CALL {
  WITH n
  OPTIONAL MATCH (n)<-[r:LEADS|PARTNERS_IN]-(j:Jurisdiction) WHERE n.node_kind = 'initiative'
  WITH j, r.role AS role ORDER BY j.id, role
  RETURN collect([j.names, j.abbreviations]) AS parties
}
RETURN number, n.id AS node, n.node_kind AS kind, coalesce(n.titles, n.texts, n.labels, n.names) AS titles,
       coalesce(n.summaries, n.alternatives, n.abbreviations) AS bodies, themes, themes + parties AS called
ORDER BY number
