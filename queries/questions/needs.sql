SELECT d.id AS need, d.kind, d.by, j.name AS by_name, d.text,
       (SELECT group_concat(label, ' · ') FROM (
            SELECT t.label FROM need_theme AS nt JOIN theme AS t ON t.id = nt.theme
            WHERE nt.need = d.id ORDER BY t.id)) AS themes,
       d.initiative, d.edition,
       (SELECT count(DISTINCT it.initiative) FROM need_theme AS nt
        JOIN theme_within AS w ON w.broader = nt.theme
        JOIN initiative_theme AS it ON it.theme = w.theme
        JOIN initiative AS i ON i.id = it.initiative
        WHERE nt.need = d.id AND i.lead IS NOT d.by) AS offers,
       json_array(d.claim) AS evidence
FROM need AS d
LEFT JOIN jurisdiction AS j ON j.id = d.by
WHERE (:by IS NULL OR d.by = :by)
    AND (:edition IS NULL OR d.edition = :edition)
    AND (:theme IS NULL OR d.id IN (SELECT nt.need FROM need_theme AS nt
                                    JOIN theme_within AS w ON w.theme = nt.theme WHERE w.broader = :theme))
    AND (NOT coalesce(:unanswered, 0) OR offers = 0)
ORDER BY d.edition, d.kind, d.by, d.claim, d.id
