-- The editions, with the number of submissions that the council states it received and the number that are visible.
SELECT e.id, e.rank, e.received,
       (SELECT count(*) FROM submission AS s WHERE s.edition = e.id AND s.received = 1) AS visible
FROM edition AS e ORDER BY e.rank
