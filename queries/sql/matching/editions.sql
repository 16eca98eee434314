-- The editions, as known before a day, and whether each is a round of reporting: the council says how many reports it
-- received, or who was asked.
SELECT id, rank, published,
       (received IS NOT NULL OR EXISTS (SELECT 1 FROM submission AS s WHERE s.edition = edition.id)) AS is_round
FROM edition
WHERE :as_of IS NULL OR substr(coalesce(published, id) || '-01-01', 1, 10) < :as_of
ORDER BY rank, id
