CALL {
  MATCH (j:Jurisdiction) WHERE j.generation = $generation AND EXISTS { MATCH (j)-[:ASKS_ABOUT]->() }
  RETURN count(j) AS everyone
}
OPTIONAL MATCH (me:Jurisdiction {id: $of, generation: $generation})
MATCH (t:Theme)<-[a:ASKS_ABOUT]-(j) WHERE t.generation = $generation
RETURN t.id AS theme, count(*) AS asking, sum(CASE WHEN j = me THEN a.n ELSE 0 END) AS n, everyone ORDER BY theme
