MATCH (s:Source) WHERE s.generation = $generation
CALL { WITH s OPTIONAL MATCH (s)<-[:IN]-(c:Claim) RETURN coalesce(sum(size([line IN c.statements WHERE line <> ''])), 0) AS claims }
CALL { WITH s OPTIONAL MATCH (s)<-[:IN]-(u:Unplaced) RETURN count(u) AS unplaced }
RETURN s.name AS name, s.edition AS edition, s.language AS language, claims, unplaced, s.id AS id
ORDER BY s.number
