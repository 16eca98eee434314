UNWIND $frontier AS wanted
MATCH (x:Node {id: wanted, generation: $generation})
CALL {
  WITH x MATCH (x)-[r:LEADS|PARTNERS_IN]-(y) RETURN y.id AS b, r.role AS relation, r.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[r:ADDRESSES]-(y) RETURN y.id AS b, 'theme' AS relation, r.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[:PART_OF]->(y:Initiative) RETURN y.id AS b, 'part_of' AS relation, x.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)<-[:PART_OF]-(y:Initiative) RETURN y.id AS b, 'part_of' AS relation, y.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[r:ON_THEME]->(y:Theme) WHERE x.node_kind = 'need'
  RETURN y.id AS b, 'theme' AS relation, r.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)<-[r:ON_THEME]-(y:Need) RETURN y.id AS b, 'theme' AS relation, r.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)<-[:ASKS]-(y:Jurisdiction) RETURN y.id AS b, 'by' AS relation, x.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[:ASKS]->(y:Need) RETURN y.id AS b, 'by' AS relation, y.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[:ABOUT]->(y:Initiative) WHERE x.node_kind = 'need'
  RETURN y.id AS b, 'initiative' AS relation, x.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)<-[:ABOUT]-(y:Need) RETURN y.id AS b, 'initiative' AS relation, y.claim AS claim, null AS other_claim
  UNION ALL
  WITH x MATCH (x)-[m:MEMBER_OF]->(:Partnership)<-[o:MEMBER_OF]-(y:Jurisdiction) WHERE y.id <> x.id
  RETURN y.id AS b, 'works with' AS relation, CASE WHEN y.id > x.id THEN o.claim ELSE m.claim END AS claim,
         CASE WHEN y.id > x.id THEN m.claim ELSE o.claim END AS other_claim
}
RETURN wanted AS a, b, relation, claim, other_claim ORDER BY a, b, relation, claim, other_claim
