CALL {
  OPTIONAL MATCH (w:Jurisdiction)-[:PART_OF*0..9]->(:Jurisdiction {id: $lead, generation: $generation})
  RETURN collect(DISTINCT w.id) AS leads
}
CALL {
  OPTIONAL MATCH (w:Jurisdiction)-[:PART_OF*0..9]->(:Jurisdiction {id: $partner, generation: $generation})
  RETURN collect(DISTINCT w.id) AS partners
}
MATCH (i:Initiative)
WHERE i.generation = $generation
  AND ($lead IS NULL OR i.lead IN leads)
  AND ($level IS NULL OR EXISTS { MATCH (i)<-[:LEADS]-(k:Jurisdiction) WHERE k.id = i.lead AND k.level = $level })
  AND ($status IS NULL OR i.status = $status)
  AND ($part_of IS NULL OR i.part_of = $part_of)
  AND ($partner IS NULL OR EXISTS { MATCH (i)<-[:PARTNERS_IN]-(k:Jurisdiction) WHERE k.id IN partners })
  AND ($theme IS NULL OR EXISTS { MATCH (i)-[:ADDRESSES]->(:Theme)-[:WITHIN]->(w:Theme) WHERE w.id = $theme })
  AND ($edition IS NULL OR EXISTS { MATCH (i)-[:REPORTED_IN]->(e:Edition) WHERE e.id = $edition })
  AND (coalesce($after, $before) IS NULL OR EXISTS {
    MATCH (i)-[:DATED]->(d:Milestone)
    WHERE ($after IS NULL OR d.`end` >= $after) AND ($before IS NULL OR d.start < $before)
  })
WITH i ORDER BY i.id LIMIT CASE WHEN $most < 0 THEN 1000000000 ELSE $most END
OPTIONAL MATCH (j:Jurisdiction {id: i.lead, generation: $generation})
CALL {
  WITH i
  OPTIONAL MATCH (i)<-[p:LEADS|PARTNERS_IN]-(k:Jurisdiction)
  WITH p.role AS role, p.claim AS claim, CASE $language WHEN 'fr' THEN k.name_fr ELSE k.name_en END AS name, k.id AS id
  ORDER BY role, id
  RETURN [x IN collect([role, name]) WHERE x[0] = 'partner' | x[1]] AS names, collect(claim) AS members,
         [x IN collect([role, claim]) WHERE x[0] = 'partner' | x[1]] AS joined
}
CALL {
  WITH i
  OPTIONAL MATCH (i)-[a:ADDRESSES]->(t:Theme)
  WITH a.claim AS claim, CASE $language WHEN 'fr' THEN t.name_fr ELSE t.name_en END AS label, t.id AS id ORDER BY id
  RETURN collect(label) AS labels, collect(claim) AS themed
}
CALL {
  WITH i
  OPTIONAL MATCH (i)-[:DATED]->(d:Milestone)
  WITH d.edtf AS edtf, d.claim AS claim, d.known_start AS start, d.known_end AS `end`, d.kind AS kind
  ORDER BY start, `end`, kind, edtf LIMIT 1
  RETURN edtf AS date, claim AS dated
}
CALL {
  WITH i
  OPTIONAL MATCH (c:Claim)-[:SUPPORTS]->(i)
  UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] STARTS WITH 'status\t'] AS at
  WITH i, c.stated AS stated, c.number + at * c.step AS number, c.statements[at] AS line
  WHERE line ENDS WITH '\t' + i.status
  WITH number, CASE WHEN stated THEN 0 ELSE 1 END AS weak ORDER BY weak, number LIMIT 1
  RETURN collect(number) AS status_claims
}
CALL {
  WITH i
  OPTIONAL MATCH (i)-[:REPORTED_IN]->(e:Edition)
  WITH e.id AS id, coalesce(e.rank, 0) AS rank ORDER BY rank DESC LIMIT 1
  RETURN id AS edition
}
RETURN i.id AS initiative, CASE $language WHEN 'fr' THEN i.name_fr ELSE i.name_en END AS title, i.kind AS kind,
       i.part_of AS part_of, i.lead AS lead, CASE $language WHEN 'fr' THEN j.name_fr ELSE j.name_en END AS lead_name,
       CASE WHEN size(names) = 0 THEN null ELSE reduce(text = head(names), one IN tail(names) | text + ' · ' + one) END
         AS partners,
       CASE WHEN size(labels) = 0 THEN null ELSE reduce(joined = head(labels), one IN tail(labels) | joined + ' · ' + one) END
         AS themes,
       i.status AS status, date, edition,
       [claim IN [i.claim] + members + themed + [dated] + status_claims WHERE claim IS NOT NULL] AS evidence,
       {title: [i.claim], lead_name: [i.lead_claim], partners: joined, status: status_claims, date: [dated]} AS cell_claims
ORDER BY initiative
