-- The editions that report each initiative, as known before a day.
SELECT x.initiative, x.edition FROM initiative_edition AS x JOIN edition AS e ON e.id = x.edition
WHERE :as_of IS NULL OR substr(coalesce(e.published, e.id) || '-01-01', 1, 10) < :as_of
ORDER BY x.initiative, x.edition
