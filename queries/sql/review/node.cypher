UNWIND $nodes AS wanted
MATCH (n:Node {id: wanted, generation: $generation})
CALL {
  WITH n OPTIONAL MATCH (n)-[:REPORTED_IN]->(e:Edition)
  WITH DISTINCT e ORDER BY e.rank
  RETURN collect(e.id) AS editions
}
CALL {
  WITH n OPTIONAL MATCH (n)-[:DATED]->(m:Milestone)
  WITH DISTINCT m.edtf AS edtf ORDER BY edtf
  RETURN collect(edtf) AS dates
}
CALL {
  WITH n OPTIONAL MATCH (n)<-[:PARTNERS_IN]-(j:Jurisdiction)
  WITH DISTINCT j.id AS id ORDER BY id
  RETURN collect(id) AS partners
}
RETURN n.id AS id, n.node_kind AS kind, coalesce(n.titles, n.names, n.texts, n.labels) AS titles,
       coalesce(n.lead, n.by) AS lead, editions, dates, partners, n.codes AS codes
ORDER BY id
