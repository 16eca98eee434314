-- The themes that each jurisdiction asks about, as known before a day.
SELECT d.by AS jurisdiction, t.theme, count(*) AS n
FROM need AS d
JOIN need_theme AS t ON t.need = d.id
JOIN edition AS e ON e.id = d.edition
WHERE d.by IS NOT NULL AND (:as_of IS NULL OR substr(coalesce(e.published, d.edition) || '-01-01', 1, 10) < :as_of)
GROUP BY d.by, t.theme
ORDER BY d.by, t.theme
