MATCH (t:Theme)
WHERE t.generation = $generation
  AND (($theme IS NULL AND EXISTS { MATCH (t)<-[:ADDRESSES]-(:Initiative) }) OR t.id = $theme)
MATCH (t)<-[w:WORKS_ON]-(:Jurisdiction)
WITH t, count(w) AS n WHERE n >= $peers
MATCH (t)<-[:WITHIN]-(:Theme)<-[a:ADDRESSES]-(:Initiative)
WITH t, n, min(a.claim) AS claim
MATCH (s:Submission)-[:BY]->(j:Jurisdiction)
WHERE s.generation = $generation AND ($for IS NULL OR j.id = $for)
WITH t, n, claim, j, max(CASE WHEN s.received THEN 1 ELSE 0 END) AS received, max(s.claim) AS reported
WHERE NOT EXISTS { MATCH (j)-[:WORKS_ON]->(t) }
RETURN j.id AS jurisdiction, CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS jurisdiction_name,
       t.id AS theme, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS theme_label,
       CASE WHEN received = 1 THEN 'reported nothing on this' ELSE 'did not report' END AS answer, n AS peers,
       [reported, claim] AS evidence
ORDER BY jurisdiction, peers DESC, theme
