MATCH (i:Initiative)-[:DATED]->(d:Milestone)
WHERE d.generation = $generation
  AND ($jurisdiction IS NULL
       OR EXISTS { MATCH (i)<-[:LEADS|PARTNERS_IN]-(k:Jurisdiction) WHERE k.id = $jurisdiction })
  AND ($theme IS NULL OR EXISTS { MATCH (i)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
  AND ($edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition })
  AND ($since IS NULL OR d.`end` >= $since)
  AND ($until IS NULL OR left(d.start, size(coalesce($until, ''))) <= $until)
WITH i, d ORDER BY d.known_start, d.known_end, i.id, d.kind LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
OPTIONAL MATCH (j:Jurisdiction {id: i.lead, generation: $generation})
CALL {
  WITH i
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(i)
  UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] STARTS WITH 'status\t'] AS at
  WITH i, c.stated AS stated, c.number + at * c.step AS number, c.statements[at] AS line
  WHERE line ENDS WITH '\t' + i.status
  WITH number, CASE WHEN stated THEN 0 ELSE 1 END AS weak ORDER BY weak, number LIMIT 1
  RETURN collect(number) AS status_claims
}
RETURN d.edtf AS date, d.known_start AS start, d.known_end AS `end`, d.kind AS kind, i.lead AS lead,
       CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS lead_name, i.id AS initiative,
       CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, i.status AS status,
       [claim IN [d.claim, i.lead_claim] + status_claims WHERE claim IS NOT NULL] AS evidence,
       {date: [d.claim], lead_name: [i.lead_claim], title: [i.claim], status: status_claims} AS cell_claims
ORDER BY start, `end`, initiative, kind
