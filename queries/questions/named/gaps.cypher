MATCH (t:Theme)
WHERE t.generation = $generation
  AND (($theme IS NULL AND EXISTS { MATCH (t)<-[:ADDRESSES]-(:Initiative) }) OR t.id = $theme)
CALL {
  WITH t
  OPTIONAL MATCH (t)<-[:WITHIN]-(:Theme)<-[:ADDRESSES]-(i:Initiative)<-[:LEADS|PARTNERS_IN]-(k:Jurisdiction)
  WHERE $edition IS NOT NULL AND EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
  RETURN collect(DISTINCT k.id) AS reporting
}
MATCH (t)<-[w:WORKS_ON]-(k:Jurisdiction) WHERE $edition IS NULL OR k.id IN reporting
WITH t, reporting, count(w) AS n WHERE n >= $peers
MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ADDRESSES]-(i:Initiative)
WHERE $edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition }
WITH t, reporting, n, min(a.claim) AS claim
MATCH (s:Submission)-[:BY]->(j:Jurisdiction)
WHERE s.generation = $generation AND ($for IS NULL OR j.id = $for) AND ($edition IS NULL OR s.edition = $edition)
WITH t, reporting, n, claim, j, max(CASE WHEN s.received THEN 1 ELSE 0 END) AS received, max(s.claim) AS reported
WHERE NOT j.id IN reporting AND ($edition IS NOT NULL OR NOT EXISTS { MATCH (j)-[:WORKS_ON]->(t) })
CALL {
  WITH t, j, reporting
  OPTIONAL MATCH (t)<-[:WORKS_ON]-(k:Jurisdiction)
  WHERE k.level = j.level AND ($edition IS NULL OR k.id IN reporting)
  RETURN count(k) AS same_level
}
CALL {
  WITH t, j, reporting
  OPTIONAL MATCH (t)<-[:WORKS_ON]-(k:Jurisdiction)
  WHERE $for IS NOT NULL AND ($edition IS NULL OR k.id IN reporting)
  WITH t, j, k
  OPTIONAL MATCH (k)-[:WORKS_ON]->(c:Theme)<-[:WORKS_ON]-(j)
  WHERE $edition IS NULL OR (EXISTS {
      MATCH (k)-[:LEADS|PARTNERS_IN]->(x:Initiative)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(v:Theme),
            (x)-[:REPORTED_IN]->(e:Edition) WHERE v.id = c.id AND e.id = $edition
    } AND EXISTS {
      MATCH (j)-[:LEADS|PARTNERS_IN]->(x:Initiative)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(v:Theme),
            (x)-[:REPORTED_IN]->(e:Edition) WHERE v.id = c.id AND e.id = $edition
    })
  WITH t, j, k, count(c) AS common
  ORDER BY CASE WHEN k.level = j.level THEN 0 ELSE 1 END, common DESC, k.id LIMIT 3
  OPTIONAL MATCH (k)-[:LEADS|PARTNERS_IN]->(i:Initiative)-[b:ADDRESSES]->(:Theme)-[:WITHIN]->(v:Theme)
  WHERE v.id = t.id AND ($edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition })
  WITH j, k, common, min(b.claim) AS shown
  ORDER BY CASE WHEN k.level = j.level THEN 0 ELSE 1 END, common DESC, k.id
  RETURN collect(CASE $language WHEN 'fr' THEN k.name_fr ELSE k.name_en END) AS names, collect(shown) AS claims
}
RETURN j.id AS jurisdiction, CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label,
       CASE WHEN received = 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer, n AS peers,
       same_level,
       CASE WHEN size(names) = 0 THEN null
            ELSE reduce(said = head(names), name IN tail(names) | said + ' · ' + name) END AS most_alike,
       CASE WHEN $for IS NULL THEN [reported, claim] ELSE [reported] + claims END AS evidence
ORDER BY jurisdiction, same_level DESC, peers DESC, theme
