// The evidence of a number is that of the first few nodes counted, found without reading all of them: the condition
// above '' makes the server read an index in order.
CALL {
  MATCH (e:Edition) WHERE e.generation = $generation WITH count(e) AS n
  CALL { MATCH (e:Edition)<-[:SUPPORTS]-(c:Claim) WHERE e.generation = $generation
         WITH e.rank AS rank, min(c.number) AS claim ORDER BY rank LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 1 AS rank, 'editions' AS what, n, evidence
  UNION ALL
  MATCH (e:Edition) WHERE e.generation = $generation WITH coalesce(sum(e.received), 0) AS n
  CALL { MATCH (e:Edition)<-[:SUPPORTS]-(c:Claim) WHERE e.generation = $generation
         UNWIND [at IN range(0, size(c.statements) - 1) WHERE c.statements[at] <> ''] AS at
         WITH e, c.number + at * c.step AS number, c.statements[at] AS line WHERE line STARTS WITH 'received\t'
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
  CALL { CALL { MATCH (j:Jurisdiction)
                WHERE j.generation = $generation AND EXISTS { MATCH (j)-[:LEADS|PARTNERS_IN]->(:Initiative) }
                WITH j ORDER BY j.id LIMIT 3
                MATCH (j)-[r:LEADS|PARTNERS_IN]->(i:Initiative)
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
  CALL { MATCH (i:Initiative) WHERE i.id > '' AND i.generation = $generation AND i.kind = 'initiative'
         WITH i ORDER BY i.id LIMIT 3 RETURN collect(i.claim) AS evidence }
  RETURN 6 AS rank, 'initiatives' AS what, n, evidence
  UNION ALL
  MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'component' WITH count(i) AS n
  CALL { MATCH (i:Initiative) WHERE i.generation = $generation AND i.kind = 'component'
         WITH i ORDER BY i.id LIMIT 3 RETURN collect(i.claim) AS evidence }
  RETURN 7 AS rank, 'components' AS what, n, evidence
  UNION ALL
  MATCH (p:Partnership) WHERE p.generation = $generation WITH count(p) AS n
  CALL { MATCH (p:Partnership) WHERE p.id > '' AND p.generation = $generation
         WITH p ORDER BY p.id LIMIT 3
         MATCH (j:Jurisdiction)-[m:MEMBER_OF]->(p)
         WITH m.claim AS claim ORDER BY p.id, j.id LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 8 AS rank, 'partnerships' AS what, n, evidence
  UNION ALL
  MATCH (t:Theme) WHERE t.generation = $generation AND EXISTS { MATCH (:Initiative)-[:ADDRESSES]->(t) }
  WITH count(t) AS n
  CALL { MATCH (t:Theme) WHERE t.generation = $generation AND EXISTS { MATCH (:Initiative)-[:ADDRESSES]->(t) }
         WITH t ORDER BY t.id LIMIT 3
         MATCH (i:Initiative)-[a:ADDRESSES]->(t)
         WITH a.claim AS claim ORDER BY t.id, i.id LIMIT 3 RETURN collect(claim) AS evidence }
  RETURN 9 AS rank, 'themes' AS what, n, evidence
  UNION ALL
  MATCH (d:Need) WHERE d.generation = $generation WITH count(d) AS n
  CALL { MATCH (d:Need) WHERE d.generation = $generation
         WITH d ORDER BY d.id LIMIT 3 RETURN collect(d.claim) AS evidence }
  RETURN 10 AS rank, 'needs' AS what, n, evidence
  UNION ALL
  MATCH (m:Milestone) WHERE m.generation = $generation WITH count(m) AS n
  CALL { MATCH (i:Initiative)
         WHERE i.id > '' AND i.generation = $generation AND EXISTS { MATCH (i)-[:DATED]->(:Milestone) }
         WITH i ORDER BY i.id LIMIT 3
         MATCH (i)-[:DATED]->(m:Milestone)
         WITH m, i.id AS initiative ORDER BY initiative, m.kind, m.edtf LIMIT 3 RETURN collect(m.claim) AS evidence }
  RETURN 11 AS rank, 'dates' AS what, n, evidence
  UNION ALL
  MATCH (s:Source) WHERE s.generation = $generation WITH count(s) AS n
  CALL { MATCH (s:Source) WHERE s.generation = $generation AND EXISTS { MATCH (:Claim)-[:IN]->(s) }
         WITH s ORDER BY s.number LIMIT 3
         CALL { WITH s
                MATCH (c:Claim) WHERE c.generation = $generation AND c.source = s.number
                WITH c ORDER BY c.generation, c.number LIMIT 1 RETURN c.number AS claim }
         WITH s.number AS number, claim ORDER BY number RETURN collect(claim) AS evidence }
  RETURN 12 AS rank, 'sources' AS what, n, evidence
  UNION ALL
  MATCH (u:Unplaced) WHERE u.generation = $generation WITH count(u) AS n WHERE n > 0
  RETURN 13 AS rank, 'unplaced' AS what, n, [] AS evidence
}
RETURN what, n, evidence ORDER BY rank
