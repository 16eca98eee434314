-- Those who work on the theme come in the order of an index, so that the first rows of a long answer cost little.
WITH works AS (
    SELECT p.jurisdiction, p.role, p.initiative, p.claim
    FROM works_on AS w CROSS JOIN takes_part AS p ON p.jurisdiction = w.jurisdiction
    WHERE w.theme = :theme
        AND EXISTS (SELECT 1 FROM theme_within AS n CROSS JOIN initiative_theme AS t
                        ON t.theme = n.theme AND t.initiative = p.initiative WHERE n.broader = :theme)
        AND (:edition IS NULL OR EXISTS (SELECT 1 FROM initiative_edition AS e
                                         WHERE e.initiative = p.initiative AND e.edition = :edition))
    ORDER BY w.jurisdiction, p.role, p.initiative
    LIMIT :most
),
themed AS (
    SELECT x.*, (SELECT t.theme FROM theme_within AS n CROSS JOIN initiative_theme AS t
                     ON t.theme = n.theme AND t.initiative = x.initiative WHERE n.broader = :theme
                 ORDER BY t.theme <> :theme, t.theme LIMIT 1) AS theme
    FROM works AS x
),
reports AS (
    SELECT jurisdiction, max(received) AS received, max(claim) AS claim
    FROM submission WHERE (:edition IS NULL OR edition = :edition)
        AND (:most < 0 OR (SELECT count(*) FROM works) < :most)  -- others are rows after these
    GROUP BY jurisdiction
),
answers AS (
    SELECT 1 AS rank, x.theme, x.jurisdiction, 'works on this' AS answer, x.role, x.initiative,
           json_array(x.claim, (SELECT t.claim FROM initiative_theme AS t
                                WHERE t.theme = x.theme AND t.initiative = x.initiative)) AS evidence
    FROM themed AS x
    UNION ALL
    SELECT 3 - r.received, :theme, r.jurisdiction,
           CASE r.received WHEN 1 THEN 'reported nothing on this' ELSE 'did not report' END, NULL, NULL,
           json_array(r.claim)
    FROM reports AS r
    WHERE CASE WHEN :edition IS NULL
               THEN NOT EXISTS (SELECT 1 FROM works_on AS w WHERE w.theme = :theme AND w.jurisdiction = r.jurisdiction)
               ELSE NOT EXISTS (
                   SELECT 1 FROM takes_part AS p
                   JOIN initiative_edition AS e ON e.initiative = p.initiative AND e.edition = :edition
                   JOIN initiative_theme AS t ON t.initiative = p.initiative
                   JOIN theme_within AS n ON n.theme = t.theme AND n.broader = :theme
                   WHERE p.jurisdiction = r.jurisdiction) END
)
SELECT a.theme, t.label AS theme_label, a.jurisdiction, j.name AS jurisdiction_name, a.answer, a.role,
       a.initiative, i.title, a.evidence
FROM (SELECT * FROM answers ORDER BY rank, jurisdiction, role, initiative LIMIT :most) AS a
JOIN jurisdiction AS j ON j.id = a.jurisdiction
LEFT JOIN theme AS t ON t.id = a.theme
LEFT JOIN initiative AS i ON i.id = a.initiative
ORDER BY a.rank, a.jurisdiction, a.role, a.initiative
