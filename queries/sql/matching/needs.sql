-- The needs, as known before a day, with the rank of their edition.
SELECT d.id AS need, d.by, d.texts, d.initiative, d.claim, e.rank
FROM need AS d JOIN edition AS e ON e.id = d.edition
WHERE :as_of IS NULL OR substr(coalesce(e.published, d.edition) || '-01-01', 1, 10) < :as_of
ORDER BY d.id
