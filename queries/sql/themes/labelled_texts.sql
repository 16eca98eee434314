-- Titles, summaries and stated themes of those of some initiatives (numbers of full text) that have one of the themes
-- `:themes` (a list; without it, any).
SELECT s.rowid AS number, i.id, i.titles, i.summaries,
       (SELECT json_group_array(theme) FROM (
            SELECT t.theme FROM initiative_theme AS t WHERE t.initiative = i.id AND t.stated = 1 ORDER BY t.theme)) AS themes
FROM {search} AS s CROSS JOIN initiative AS i ON i.id = s.node
WHERE s.rowid IN (SELECT value FROM json_each(:numbers)) AND EXISTS (
    SELECT 1 FROM initiative_theme AS t
    WHERE t.initiative = i.id AND t.stated = 1 AND (:themes IS NULL OR t.theme IN (SELECT value FROM json_each(:themes))))
ORDER BY number
