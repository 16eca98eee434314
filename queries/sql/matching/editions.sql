-- The editions, as known before a day.
SELECT id, rank, published FROM edition
WHERE :as_of IS NULL OR substr(coalesce(published, id) || '-01-01', 1, 10) < :as_of
ORDER BY rank, id
