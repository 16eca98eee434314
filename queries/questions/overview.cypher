CALL {
  MATCH (e:Edition) WHERE e.generation = $generation WITH count(e) AS n
  CALL { MATCH (e:Edition)<-[:SUPPORTS]-(c:Claim) WHERE e.generation = $generation
         WITH e.rank AS rank, min(c.number) AS claim ORDER BY rank LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 1 AS rank, 'editions' AS what, n, evidence
  UNION ALL
  MATCH (e:Edition) WHERE e.generation = $generation WITH coalesce(sum(e.received), 0) AS n
  CALL { MATCH (e:Edition)<-[:SUPPORTS]-(c:Claim) WHERE e.generation = $generation
         UNWIND [at IN range(0, size(c.says) - 1) WHERE c.says[at] <> ''] AS at
         WITH e, c.number + at AS number, c.says[at] AS line WHERE line STARTS WITH 'received\t'
         WITH e.rank AS rank, min(number) AS claim ORDER BY rank LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 2 AS rank, 'received' AS what, n, evidence
  UNION ALL
  MATCH (s:Submission) WHERE s.generation = $generation AND s.received WITH count(DISTINCT s.jurisdiction) AS n
  CALL { MATCH (s:Submission) WHERE s.generation = $generation AND s.received
         WITH s ORDER BY s.edition, s.jurisdiction LIMIT 3 RETURN collect(s.claim) AS evidence }
  RETURN 3 AS rank, 'reported' AS what, n, evidence
  UNION ALL
  MATCH (s:Submission) WHERE s.generation = $generation AND NOT s.received WITH count(DISTINCT s.jurisdiction) AS n
  CALL { MATCH (s:Submission) WHERE s.generation = $generation AND NOT s.received
         WITH s ORDER BY s.edition, s.jurisdiction LIMIT 3 RETURN collect(s.claim) AS evidence }
  RETURN 4 AS rank, 'did not report' AS what, n, evidence
  UNION ALL
  MATCH (j:Jurisdiction) WHERE j.generation = $generation WITH count(j) AS n
  CALL { CALL { MATCH (j:Jurisdiction)-[r:LEADS|PARTNERS_IN]->(i:Initiative) WHERE j.generation = $generation
                WITH r.claim AS claim, j.id AS id, CASE type(r) WHEN 'LEADS' THEN 'lead' ELSE 'partner' END AS role,
                     i.id AS initiative
                ORDER BY id, role, initiative LIMIT 3 RETURN claim
                UNION
                MATCH (s:Submission) WHERE s.generation = $generation
                WITH s ORDER BY s.edition, s.jurisdiction LIMIT 3 RETURN s.claim AS claim }
         WITH claim ORDER BY claim LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 5 AS rank, 'jurisdictions' AS what, n, evidence
  UNION ALL
  MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'initiative' WITH count(i) AS n
  CALL { MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'initiative'
         WITH i ORDER BY i.id LIMIT 3 RETURN collect(i.claim) AS evidence }
  RETURN 6 AS rank, 'initiatives' AS what, n, evidence
  UNION ALL
  MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'component' WITH count(i) AS n
  CALL { MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'component'
         WITH i ORDER BY i.id LIMIT 3 RETURN collect(i.claim) AS evidence }
  RETURN 7 AS rank, 'components' AS what, n, evidence
  UNION ALL
  MATCH (p:Partnership) WHERE p.generation = $generation WITH count(p) AS n
  CALL { MATCH (j:Jurisdiction)-[m:MEMBER_OF]->(p:Partnership) WHERE p.generation = $generation
         WITH m.claim AS claim ORDER BY p.id, j.id LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 8 AS rank, 'partnerships' AS what, n, evidence
  UNION ALL
  MATCH (:Initiative)-[:ADDRESSES]->(t:Theme) WHERE t.generation = $generation WITH count(DISTINCT t.id) AS n
  CALL { MATCH (i:Initiative)-[a:ADDRESSES]->(t:Theme) WHERE t.generation = $generation
         WITH a.claim AS claim ORDER BY t.id, i.id LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 9 AS rank, 'themes' AS what, n, evidence
  UNION ALL
  MATCH (d:Need) WHERE d.generation = $generation WITH count(d) AS n
  CALL { MATCH (d:Need) WHERE d.generation = $generation
         WITH d ORDER BY d.id LIMIT 3 RETURN collect(d.claim) AS evidence }
  RETURN 10 AS rank, 'needs' AS what, n, evidence
  UNION ALL
  MATCH (m:Milestone) WHERE m.generation = $generation WITH count(m) AS n
  CALL { MATCH (i:Initiative)-[:DATED]->(m:Milestone) WHERE i.generation = $generation
         WITH m, i.id AS initiative ORDER BY initiative, m.kind, m.edtf LIMIT 3 RETURN collect(m.claim) AS evidence }
  RETURN 11 AS rank, 'dates' AS what, n, evidence
  UNION ALL
  MATCH (s:Source) WHERE s.generation = $generation WITH count(s) AS n
  CALL { MATCH (c:Claim)-[:IN]->(s:Source) WHERE s.generation = $generation
         WITH s.id AS id, min(c.number) AS claim ORDER BY claim LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 12 AS rank, 'sources' AS what, n, evidence
  UNION ALL
  MATCH (u:Unplaced) WHERE u.generation = $generation WITH count(u) AS n
  RETURN 13 AS rank, 'unplaced' AS what, n, [] AS evidence
}
RETURN what, n, evidence ORDER BY rank
