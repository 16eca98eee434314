-- How many initiatives have stated themes (counted up to `:most`), and how many themes at least `:least` of them have; of
-- the themes `:themes` (a list; without it, of all).
WITH chosen AS MATERIALIZED (
    SELECT id FROM theme WHERE :themes IS NULL OR id IN (SELECT value FROM json_each(:themes))
)
SELECT (SELECT count(*) FROM (
            SELECT DISTINCT t.initiative FROM chosen AS c CROSS JOIN initiative_theme AS t ON t.theme = c.id
            WHERE t.stated = 1 LIMIT :most)) AS initiatives,
       (SELECT count(*) FROM chosen AS c WHERE :least <= (
            SELECT count(*) FROM (
                SELECT 1 FROM initiative_theme AS t WHERE t.theme = c.id AND t.stated = 1 LIMIT :least))) AS themes
