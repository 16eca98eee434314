CALL {
  MATCH (p:Partnership)-[:ABOUT]->(i:Initiative)
  WHERE p.generation = $generation
    AND EXISTS { MATCH (i)-[:DATED]->(m:Milestone) WHERE $as_of IS NULL OR m.start < $as_of }
    AND EXISTS { MATCH (a:Jurisdiction)-[:MEMBER_OF]->(p)<-[:MEMBER_OF]-(b:Jurisdiction) WHERE a.id < b.id }
  WITH p LIMIT toInteger($enough) RETURN count(p) AS partnerships
}
CALL {
  MATCH (j:Jurisdiction) WHERE j.generation = $generation AND EXISTS { MATCH (j)-[:LEADS|PARTNERS_IN]->(:Initiative) }
  WITH j LIMIT toInteger($many) RETURN count(j) AS organisations
}
CALL {
  MATCH (i:Initiative) WHERE i.generation = $generation WITH i LIMIT toInteger($most) RETURN count(i) AS initiatives
}
RETURN partnerships, organisations, initiatives
