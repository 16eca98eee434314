MATCH (i:Initiative)
WHERE i.generation = $generation AND i.first_evidence IS NOT NULL AND ($as_of IS NULL OR i.first_evidence < $as_of)
OPTIONAL MATCH (i)-[:REPORTED_IN]->(e:Edition)
WHERE $as_of IS NULL OR left(coalesce(e.published, e.id) + '-01-01', 10) < $as_of
WITH i, max(e.rank) AS last_edition
OPTIONAL MATCH (i)-[:DATED]->(m:Milestone) WHERE m.kind IN ['end', 'completion']
WITH i, last_edition, max(m.known_end) AS ended
OPTIONAL MATCH (:Jurisdiction)-[p:LEADS]->(i)
WITH i, last_edition, ended, min(p.claim) AS lead_claim
RETURN i.id AS id, i.titles AS titles, i.summaries AS summaries, i.lead AS lead, i.status AS status,
       i.part_of AS part_of, i.claim AS claim, i.first_evidence AS day, lead_claim, last_edition, ended
ORDER BY id
