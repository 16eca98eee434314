MATCH (s:Submission) WHERE s.generation = $generation
RETURN s.edition AS subject, s.jurisdiction AS jurisdiction, CASE WHEN s.received THEN 1 ELSE 0 END AS received
ORDER BY subject, jurisdiction
