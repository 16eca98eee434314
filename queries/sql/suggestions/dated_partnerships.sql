-- The number of dated partnerships of two or more, as known before a day, of organisations that take part in anything,
-- and of initiatives; none is counted beyond :enough, :many and :most.
SELECT (SELECT count(*) FROM (
            SELECT 1 FROM partnership AS p
            WHERE EXISTS (SELECT 1 FROM initiative_date AS d
                          WHERE d.initiative = p.initiative AND (:as_of IS NULL OR d."start" < :as_of))
              AND (SELECT count(*) FROM partnership_member AS m WHERE m.partnership = p.id) > 1
            LIMIT :enough)) AS partnerships,
       (SELECT count(*) FROM (SELECT 1 FROM activity WHERE initiatives > 0 LIMIT :many)) AS organisations,
       (SELECT count(*) FROM (SELECT 1 FROM initiative LIMIT :most)) AS initiatives
