-- Requests by jurisdiction and theme ("by" is null where several are interested), as known before a day.
SELECT d.id AS need, d.by, t.theme, d.claim, d.texts
FROM need AS d
JOIN need_theme AS t ON t.need = d.id
JOIN edition AS e ON e.id = d.edition
WHERE (:as_of IS NULL OR substr(coalesce(e.published, d.edition) || '-01-01', 1, 10) < :as_of)
  AND (:only IS NULL OR d.by IS NULL OR d.by IN (SELECT value FROM json_each(:only)))
ORDER BY d.id, t.theme
