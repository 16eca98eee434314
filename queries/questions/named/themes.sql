WITH counted AS (
    SELECT t.id, t.label, t.broader, t.initiatives,
           (SELECT count(*) FROM works_on AS o WHERE o.theme = t.id) AS jurisdictions,
           (SELECT count(DISTINCT n.need) FROM theme_within AS w JOIN need_theme AS n ON n.theme = w.theme
            WHERE w.broader = t.id) AS needs,
           coalesce((SELECT it.claim FROM theme_within AS w CROSS JOIN initiative_theme AS it ON it.theme = w.theme
                     WHERE w.broader = t.id ORDER BY w.theme, it.initiative LIMIT 1),
                    (SELECT n.claim FROM theme_within AS w CROSS JOIN need_theme AS n ON n.theme = w.theme
                     WHERE w.broader = t.id ORDER BY w.theme, n.need LIMIT 1)) AS claim
    FROM theme AS t
    WHERE :jurisdiction IS NULL
        OR EXISTS (SELECT 1 FROM works_on AS o WHERE o.theme = t.id AND o.jurisdiction = :jurisdiction)
)
SELECT id AS theme, label AS theme_label, broader, initiatives, jurisdictions, needs, json_array(claim) AS evidence
FROM counted
WHERE initiatives > 0 OR needs > 0
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, id
