-- Of one edition, what it reports is counted; else the counts are those of the whole graph.
WITH reported AS MATERIALIZED (
    SELECT w.broader AS theme, t.initiative, CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END AS whole
    FROM initiative_edition AS e
    CROSS JOIN initiative AS i ON i.id = e.initiative
    CROSS JOIN initiative_theme AS t ON t.initiative = i.id
    JOIN theme_within AS w ON w.theme = t.theme
    WHERE e.edition = :edition
),
working AS MATERIALIZED (
    SELECT DISTINCT r.theme, p.jurisdiction FROM reported AS r JOIN takes_part AS p ON p.initiative = r.initiative
    UNION ALL
    SELECT o.theme, o.jurisdiction FROM works_on AS o WHERE :edition IS NULL
),
workers AS (
    SELECT theme, count(*) AS jurisdictions, max(jurisdiction = :jurisdiction) AS asked FROM working GROUP BY theme
),
counted AS (
    SELECT t.id, t.label, t.broader,
           CASE WHEN :edition IS NULL THEN t.initiatives
                ELSE (SELECT count(DISTINCT r.whole) FROM reported AS r WHERE r.theme = t.id) END AS initiatives,
           coalesce(o.jurisdictions, 0) AS jurisdictions,
           (SELECT count(DISTINCT n.need) FROM theme_within AS w
            JOIN need_theme AS n ON n.theme = w.theme
            JOIN need AS d ON d.id = n.need AND (:edition IS NULL OR d.edition = :edition)
            WHERE w.broader = t.id) AS needs,
           coalesce((SELECT it.claim FROM theme_within AS w CROSS JOIN initiative_theme AS it ON it.theme = w.theme
                     WHERE w.broader = t.id
                         AND (:edition IS NULL OR it.initiative IN (SELECT e.initiative FROM initiative_edition AS e
                                                                    WHERE e.edition = :edition))
                     ORDER BY w.theme, it.initiative LIMIT 1),
                    (SELECT n.claim FROM theme_within AS w CROSS JOIN need_theme AS n ON n.theme = w.theme
                     WHERE w.broader = t.id
                         AND (:edition IS NULL OR n.need IN (SELECT d.id FROM need AS d WHERE d.edition = :edition))
                     ORDER BY w.theme, n.need LIMIT 1)) AS claim
    FROM theme AS t LEFT JOIN workers AS o ON o.theme = t.id
    WHERE :jurisdiction IS NULL OR o.asked
)
SELECT id AS theme, label AS theme_label, broader, initiatives, jurisdictions, needs, json_array(claim) AS evidence
FROM counted
WHERE initiatives > 0 OR needs > 0
ORDER BY initiatives DESC, jurisdictions DESC, needs DESC, id
