MATCH (i:Initiative)-[:DATED]->(d:Milestone)
WHERE d.generation = $generation
  AND ($jurisdiction IS NULL
       OR EXISTS { MATCH (i)<-[:LEADS|PARTNERS_IN]-(k:Jurisdiction) WHERE k.id = $jurisdiction })
  AND ($theme IS NULL OR EXISTS { MATCH (i)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
  AND ($edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition })
  AND ($since IS NULL OR d.`end` >= $since)
  AND ($until IS NULL OR left(d.start, size(coalesce($until, ''))) <= $until)
OPTIONAL MATCH (j:Jurisdiction {id: i.lead, generation: $generation})
RETURN d.edtf AS date, d.known_start AS start, d.known_end AS `end`, d.kind AS kind, i.lead AS lead,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS lead_name, i.id AS initiative,
       CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, i.status AS status, [d.claim] AS evidence
ORDER BY start, `end`, initiative, kind
