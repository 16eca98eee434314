CALL {
  MATCH (i:Initiative)-[:REPORTED_IN]->(e:Edition {id: $edition, generation: $generation}) RETURN i.id AS item
  UNION
  MATCH (d:Need)-[:ASKED_IN]->(e:Edition {id: $edition, generation: $generation}) RETURN d.id AS item
}
RETURN item ORDER BY item
