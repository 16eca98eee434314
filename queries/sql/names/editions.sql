-- The editions, and whether each is a round of reporting: the council says how many reports it received, or who was asked.
SELECT id, (received IS NOT NULL OR EXISTS (SELECT 1 FROM submission AS s WHERE s.edition = edition.id)) AS is_round
FROM edition ORDER BY rank
