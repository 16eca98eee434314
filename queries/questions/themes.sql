WITH counted AS (
    SELECT t.id, t.label, t.broader,
           (SELECT count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END)
            FROM theme_within AS w JOIN initiative_theme AS it ON it.theme = w.theme
            JOIN initiative AS i ON i.id = it.initiative WHERE w.broader = t.id) AS initiatives,
           (SELECT count(*) FROM works_on AS o WHERE o.theme = t.id) AS jurisdictions,
           (SELECT count(DISTINCT n.need) FROM theme_within AS w JOIN need_theme AS n ON n.theme = w.theme
            WHERE w.broader = t.id) AS needs,
           coalesce((SELECT min(it.claim) FROM theme_within AS w JOIN initiative_theme AS it ON it.theme = w.theme
                     WHERE w.broader = t.id),
                    (SELECT min(n.claim) FROM theme_within AS w JOIN need_theme AS n ON n.theme = w.theme
                     WHERE w.broader = t.id)) AS claim
    FROM theme AS t
    WHERE :jurisdiction IS NULL
        OR EXISTS (SELECT 1 FROM works_on AS o WHERE o.theme = t.id AND o.jurisdiction = :jurisdiction)
)
SELECT id AS theme, label AS theme_label, broader, initiatives, jurisdictions, needs, json_array(claim) AS evidence
FROM counted
WHERE initiatives > 0 OR needs > 0
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, id
