MATCH (t:Theme {id: $theme, generation: $generation})
CALL {
  WITH t MATCH (j:Jurisdiction)-[:WORKS_ON]->(t) RETURN j.id AS id
  UNION
  WITH t MATCH (j:Jurisdiction)-[:ASKS]->(:Need)-[:ON_THEME]->(t) RETURN j.id AS id
}
RETURN id ORDER BY id
