MATCH (s:Source)<-[:IN]-(c:Claim) WHERE s.generation = $generation
WITH DISTINCT s, coalesce(c.reported_by, 'council') AS jurisdiction, coalesce(c.edition, '') AS edition
MATCH (a:Approval) WHERE a.generation = $generation AND a.jurisdiction = jurisdiction AND a.edition = edition
RETURN s.id AS id, a.approval AS approval, count(*) AS n ORDER BY id, approval
