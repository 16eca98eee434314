-- The first initiatives on exactly this theme, finished (:done is 1) or unfinished, with their texts; led by one (:lead) or
-- by any.
SELECT t.initiative, i.lead, i.status, t.claim, i.titles, i.summaries
FROM initiative_theme AS t CROSS JOIN initiative AS i ON i.id = t.initiative
WHERE t.theme = :theme
    AND (i.status IS NOT NULL AND i.status IN ('launched', 'completed')) = :done
    AND (:lead IS NULL OR i.lead = :lead)
ORDER BY t.initiative LIMIT :most
