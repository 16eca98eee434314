MATCH (t:Theme)
WHERE t.generation = $generation
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(n:Theme)<-[a:ADDRESSES]-(i:Initiative)
  WHERE $edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
  WITH n.id AS narrower, i.id AS initiative, a.claim AS claim ORDER BY narrower, initiative LIMIT 1
  RETURN claim
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)
  WHERE $edition IS NOT NULL AND EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
  RETURN count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END) AS reported
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)<-[:LEADS|PARTNERS_IN]-(j:Jurisdiction)
  WHERE $edition IS NOT NULL AND EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
  RETURN collect(DISTINCT j.id) AS reporting
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WORKS_ON]-(j:Jurisdiction) WHERE $edition IS NULL
  RETURN collect(j.id) AS working
}
WITH t, claim, CASE WHEN $edition IS NULL THEN t.initiatives ELSE reported END AS initiatives,
     reporting + working AS workers
WHERE $jurisdiction IS NULL OR $jurisdiction IN workers
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[:ON_THEME]-(n:Need) WHERE $edition IS NULL OR n.edition = $edition
  RETURN count(DISTINCT n.id) AS needs
}
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(w:Theme)<-[a:ON_THEME]-(n:Need) WHERE $edition IS NULL OR n.edition = $edition
  WITH w.id AS narrower, n.id AS need, a.claim AS asked ORDER BY narrower, need LIMIT 1
  RETURN asked
}
WITH t, initiatives, claim, size(workers) AS jurisdictions, needs, asked WHERE initiatives > 0 OR needs > 0
RETURN t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label, t.broader AS broader,
       initiatives, jurisdictions, needs, [coalesce(claim, asked)] AS evidence
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, theme
