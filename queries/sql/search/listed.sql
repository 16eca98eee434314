-- All nodes that pass the filters of a query without words.
SELECT n.id, n.kind FROM node AS n
WHERE (:kind IS NULL OR n.kind = :kind)
    AND (:lead IS NULL OR EXISTS (SELECT 1 FROM initiative AS i WHERE i.id = n.id AND i.lead = :lead)
         OR EXISTS (SELECT 1 FROM need AS d WHERE d.id = n.id AND d.by = :lead))
    AND (:theme IS NULL OR EXISTS (SELECT 1 FROM initiative_theme AS t JOIN theme_within AS w ON w.theme = t.theme
                                   WHERE t.initiative = n.id AND w.broader = :theme)
         OR EXISTS (SELECT 1 FROM need_theme AS t JOIN theme_within AS w ON w.theme = t.theme
                    WHERE t.need = n.id AND w.broader = :theme))
    AND (:edition IS NULL OR EXISTS (SELECT 1 FROM initiative_edition AS e
                                     WHERE e.initiative = n.id AND e.edition = :edition)
         OR EXISTS (SELECT 1 FROM need AS d WHERE d.id = n.id AND d.edition = :edition))
    AND (:after IS NULL OR EXISTS (SELECT 1 FROM initiative_date AS d
                                   WHERE d.initiative = n.id AND d."end" >= :after))
    AND (:before IS NULL OR EXISTS (SELECT 1 FROM initiative_date AS d
                                    WHERE d.initiative = n.id AND d."start" < :before))
    AND n.kind IN ('initiative', 'need', 'theme', 'jurisdiction')
ORDER BY n.id LIMIT 1000
