CALL {
  MATCH (:Jurisdiction {id: $jurisdiction, generation: $generation})-[:PART_OF*0..9]->(j:Jurisdiction)
  MATCH (j)<-[:BY]-(s:Submission) WHERE $edition IS NULL OR s.edition = $edition
  RETURN s.edition AS edition, s.received AS received
  UNION ALL
  MATCH (s:Submission) WHERE s.generation = $generation
  RETURN null AS edition, false AS received LIMIT 1
}
RETURN edition, received
