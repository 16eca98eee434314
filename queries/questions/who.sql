WITH hit AS (
    SELECT initiative, theme, claim FROM (
        SELECT t.initiative, t.theme, t.claim,
               row_number() OVER (PARTITION BY t.initiative ORDER BY t.theme <> :theme, t.theme) AS nth
        FROM theme_within AS w
        JOIN initiative_theme AS t ON t.theme = w.theme
        WHERE w.broader = :theme
            AND (:edition IS NULL
                 OR t.initiative IN (SELECT initiative FROM initiative_edition WHERE edition = :edition)))
    WHERE nth = 1
),
works AS (
    SELECT h.theme, p.jurisdiction, p.role, p.initiative, json_array(p.claim, h.claim) AS evidence
    FROM hit AS h JOIN takes_part AS p ON p.initiative = h.initiative
),
reports AS (
    SELECT jurisdiction, max(received) AS received, max(claim) AS claim
    FROM submission WHERE :edition IS NULL OR edition = :edition
    GROUP BY jurisdiction
),
answers AS (
    SELECT 1 AS rank, theme, jurisdiction, 'works on this' AS answer, role, initiative, evidence FROM works
    UNION ALL
    SELECT 3 - received, :theme, jurisdiction,
           CASE received WHEN 1 THEN 'reported nothing on this' ELSE 'did not report' END, NULL, NULL, json_array(claim)
    FROM reports WHERE jurisdiction NOT IN (SELECT jurisdiction FROM works)
)
SELECT a.theme, t.label AS theme_label, a.jurisdiction, j.name AS jurisdiction_name, a.answer, a.role,
       a.initiative, i.title, a.evidence
FROM answers AS a
JOIN jurisdiction AS j ON j.id = a.jurisdiction
LEFT JOIN theme AS t ON t.id = a.theme
LEFT JOIN initiative AS i ON i.id = a.initiative
ORDER BY a.rank, a.jurisdiction, a.role, a.initiative, a.theme
