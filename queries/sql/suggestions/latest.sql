-- The initiatives of the latest edition that was known before a day.
SELECT initiative FROM initiative_edition
WHERE edition = (SELECT id FROM edition
                 WHERE :as_of IS NULL OR substr(coalesce(published, id) || '-01-01', 1, 10) < :as_of
                 ORDER BY rank DESC LIMIT 1)
  AND initiative IN (SELECT value FROM json_each(:initiatives))
