-- Needs in the order of the answer, each with its themes and the number of initiatives on each theme.
WITH asked AS MATERIALIZED (
    SELECT d.id FROM need AS d
    WHERE (:by IS NULL OR d.by = :by)
        AND (:edition IS NULL OR d.edition = :edition)
        AND (:theme IS NULL OR d.id IN (SELECT m.need FROM theme_within AS v JOIN need_theme AS m ON m.theme = v.theme
                                        WHERE v.broader = :theme))
    LIMIT :most
)
SELECT d.id AS need, d.by, a.name AS by_name, d.text, d.texts, d.edition, d.claim, t.theme
FROM asked AS n
JOIN need AS d ON d.id = n.id
JOIN need_theme AS t ON t.need = d.id
LEFT JOIN jurisdiction AS a ON a.id = d.by
ORDER BY d.edition, d.kind, d.by, d.claim, d.id, t.theme
