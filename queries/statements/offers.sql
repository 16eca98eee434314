-- The initiatives that could answer needs: on their themes or narrower ones, and led by others than those who ask. Of
-- a need that thousands could answer those on its rarest themes are looked at, what is done first.
WITH wide AS ( -- how many initiatives a theme has
    SELECT w.broader AS theme, count(DISTINCT it.initiative) AS n
    FROM theme_within AS w JOIN initiative_theme AS it ON it.theme = w.theme
    WHERE w.broader IN (SELECT theme FROM need_theme)
    GROUP BY w.broader
),
matched AS (
    SELECT d.id AS need, i.id AS initiative, nt.theme, wide.n AS wide, min(it.claim) AS claim,
           row_number() OVER (PARTITION BY d.id ORDER BY wide.n, i.status IS NULL OR i.status NOT IN ('launched', 'completed'),
                              i.id, nt.theme) AS place
    FROM need AS d
    JOIN need_theme AS nt ON nt.need = d.id
    JOIN wide ON wide.theme = nt.theme
    JOIN theme_within AS w ON w.broader = nt.theme
    JOIN initiative_theme AS it ON it.theme = w.theme
    JOIN initiative AS i ON i.id = it.initiative AND i.lead IS NOT d.by
    WHERE (:by IS NULL OR d.by = :by)
        AND (:edition IS NULL OR d.edition = :edition)
        AND (:lead IS NULL OR i.lead = :lead)
        AND (:theme IS NULL OR d.id IN (SELECT m.need FROM need_theme AS m
                                        JOIN theme_within AS v ON v.theme = m.theme WHERE v.broader = :theme))
    GROUP BY d.id, i.id, nt.theme
)
SELECT d.id AS need, d.by, a.name AS by_name, d.text, d.texts, d.edition, d.claim AS need_claim,
       i.id AS initiative, i.title, i.titles, i.summaries, i.lead, j.name AS lead_name, i.status,
       i.claim AS title_claim, m.theme, t.label AS theme_label, m.claim AS theme_claim, m.wide
FROM matched AS m
JOIN need AS d ON d.id = m.need
JOIN initiative AS i ON i.id = m.initiative
JOIN theme AS t ON t.id = m.theme
LEFT JOIN jurisdiction AS a ON a.id = d.by
LEFT JOIN jurisdiction AS j ON j.id = i.lead
WHERE m.place <= 500
ORDER BY d.edition, d.kind, d.by, d.claim, d.id, i.id, m.theme
