-- how many partnerships of two or more have a date, as known before a day, and how many take part in anything
SELECT (SELECT count(*) FROM (
            SELECT p.id FROM partnership AS p
            JOIN initiative_date AS d ON d.initiative = p.initiative
            WHERE :as_of IS NULL OR d."start" < :as_of
            GROUP BY p.id
            HAVING (SELECT count(*) FROM partnership_member AS m WHERE m.partnership = p.id) > 1)) AS partnerships,
       (SELECT count(*) FROM (SELECT DISTINCT jurisdiction FROM takes_part)) AS organisations
