-- Offers for needs with one theme are counted for all needs on that theme at once: a theme may have thousands.
WITH asked AS MATERIALIZED (
    SELECT d.id, d.kind, d.by, d.text, d.initiative, d.edition, d.claim,
           (SELECT count(*) FROM need_theme AS nt WHERE nt.need = d.id) AS size,
           (SELECT min(nt.theme) FROM need_theme AS nt WHERE nt.need = d.id) AS theme
    FROM need AS d
    WHERE (:by IS NULL OR d.by = :by)
        AND (:edition IS NULL OR d.edition = :edition)
        AND (:theme IS NULL OR d.id IN (SELECT nt.need FROM need_theme AS nt
                                        JOIN theme_within AS w ON w.theme = nt.theme WHERE w.broader = :theme))
),
led AS MATERIALIZED ( -- how many initiatives each leads on a theme
    SELECT w.broader AS theme, i.lead, count(DISTINCT i.id) AS n
    FROM theme_within AS w
    CROSS JOIN initiative_theme AS it ON it.theme = w.theme
    CROSS JOIN initiative AS i ON i.id = it.initiative
    WHERE w.broader IN (SELECT theme FROM asked WHERE size = 1)
    GROUP BY w.broader, i.lead
),
everyone AS MATERIALIZED (
    SELECT theme, sum(n) AS n FROM led GROUP BY theme
),
counted AS (
    SELECT a.*,
           CASE a.size WHEN 1 THEN coalesce(e.n, 0) - coalesce(l.n, 0)
           ELSE (SELECT count(DISTINCT it.initiative) FROM need_theme AS nt
                 JOIN theme_within AS w ON w.broader = nt.theme
                 JOIN initiative_theme AS it ON it.theme = w.theme
                 JOIN initiative AS i ON i.id = it.initiative
                 WHERE nt.need = a.id AND i.lead IS NOT a.by) END AS offers
    FROM asked AS a
    LEFT JOIN everyone AS e ON e.theme = a.theme
    LEFT JOIN led AS l ON l.theme = a.theme AND l.lead IS a.by
)
SELECT d.id AS need, d.kind, d.by, j.name AS by_name, d.text,
       (SELECT group_concat(label, ' · ') FROM (
            SELECT t.label FROM need_theme AS nt JOIN theme AS t ON t.id = nt.theme
            WHERE nt.need = d.id ORDER BY t.id)) AS themes,
       d.initiative, d.edition, d.offers, json_array(d.claim) AS evidence
FROM counted AS d
LEFT JOIN jurisdiction AS j ON j.id = d.by
WHERE NOT coalesce(:unanswered, 0) OR d.offers = 0
ORDER BY d.edition, d.kind, d.by, d.claim, d.id
