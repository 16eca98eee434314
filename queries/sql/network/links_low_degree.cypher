UNWIND $frontier AS wanted
MATCH (x:Node {id: wanted, generation: $generation})
WHERE x.node_kind IN ['initiative', 'need']
CALL {
  WITH x MATCH (x)<-[r:LEADS|PARTNERS_IN]-(y) RETURN y.id AS b, r.role AS relation, r.claim AS claim
  UNION ALL
  WITH x MATCH (x)-[r:ADDRESSES]->(y) RETURN y.id AS b, 'theme' AS relation, r.claim AS claim
  UNION ALL
  WITH x MATCH (x)-[:PART_OF]->(y:Initiative) RETURN y.id AS b, 'part_of' AS relation, x.claim AS claim
  UNION ALL
  WITH x MATCH (x)-[r:ON_THEME]->(y:Theme) RETURN y.id AS b, 'theme' AS relation, r.claim AS claim
  UNION ALL
  WITH x MATCH (x)<-[:ASKS]-(y:Jurisdiction) RETURN y.id AS b, 'by' AS relation, x.claim AS claim
  UNION ALL
  WITH x MATCH (x)-[:ABOUT]->(y:Initiative) WHERE x.node_kind = 'need'
  RETURN y.id AS b, 'initiative' AS relation, x.claim AS claim
}
WITH wanted, b, relation, claim WHERE b IN $others
RETURN wanted AS a, b, relation, claim ORDER BY a, b, relation, claim
