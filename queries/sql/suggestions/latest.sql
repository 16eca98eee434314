-- The initiatives of the latest round of reporting that was known before a day; where none is known, of the latest
-- edition.
SELECT initiative FROM initiative_edition
WHERE edition = (SELECT id FROM edition
                 WHERE :as_of IS NULL OR substr(coalesce(published, id) || '-01-01', 1, 10) < :as_of
                 ORDER BY received IS NOT NULL OR EXISTS (SELECT 1 FROM submission AS s WHERE s.edition = edition.id) DESC,
                          rank DESC LIMIT 1)
  AND initiative IN (SELECT value FROM json_each(:initiatives))
