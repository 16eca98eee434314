-- Offers for needs with one theme come from the counts of the graph, whatever the number of initiatives. These count a
-- component as the initiative it is part of, and here it counts by itself: of such families, the difference is added.
WITH chosen AS MATERIALIZED ( -- no more than are shown, so that a long answer costs no more than a short one
    SELECT d.id
    FROM need AS d
    WHERE (:by IS NULL OR d.by = :by)
        AND (:edition IS NULL OR d.edition = :edition)
        AND (:theme IS NULL OR d.id IN (SELECT nt.need FROM need_theme AS nt
                                        JOIN theme_within AS w ON w.theme = nt.theme WHERE w.broader = :theme))
    ORDER BY d.edition, d.kind, d.by, d.claim, d.id
    LIMIT iif(coalesce(:unanswered, 0), -1, :most)
),
asked AS MATERIALIZED (
    SELECT d.id, d.kind, d.by, d.text, d.initiative, d.edition, d.claim,
           (SELECT count(*) FROM need_theme AS nt WHERE nt.need = d.id) AS size,
           (SELECT min(nt.theme) FROM need_theme AS nt WHERE nt.need = d.id) AS theme
    FROM chosen AS c CROSS JOIN need AS d ON d.id = c.id
),
component AS MATERIALIZED (
    SELECT i.id, i.part_of, i.lead FROM initiative AS i WHERE i.part_of IS NOT NULL AND i.kind = 'component'
),
member AS ( -- of a family: components, and what they are part of
    SELECT id, part_of AS family, lead FROM component
    UNION
    SELECT h.id, h.id, h.lead FROM component AS c CROSS JOIN initiative AS h ON h.id = c.part_of
    WHERE h.id NOT IN (SELECT id FROM component)
),
family AS MATERIALIZED ( -- by theme and lead, by how many initiatives more than families there are
    SELECT w.broader AS theme, m.lead, count(DISTINCT m.id) AS members, count(DISTINCT m.family) AS families
    FROM member AS m
    CROSS JOIN initiative_theme AS it ON it.initiative = m.id
    CROSS JOIN theme_within AS w ON w.theme = it.theme
    GROUP BY w.broader, m.lead
),
everyone AS MATERIALIZED (
    SELECT w.broader AS theme, count(DISTINCT m.id) - count(DISTINCT m.family) AS more
    FROM member AS m
    CROSS JOIN initiative_theme AS it ON it.initiative = m.id
    CROSS JOIN theme_within AS w ON w.theme = it.theme
    GROUP BY w.broader
),
counted AS (
    SELECT a.*,
           CASE a.size
           WHEN 1 THEN t.initiatives + coalesce(e.more, 0) - coalesce(k.led, 0) - coalesce(f.members - f.families, 0)
           ELSE (SELECT count(DISTINCT it.initiative) FROM need_theme AS nt
                 JOIN theme_within AS w ON w.broader = nt.theme
                 JOIN initiative_theme AS it ON it.theme = w.theme
                 JOIN initiative AS i ON i.id = it.initiative
                 WHERE nt.need = a.id AND i.lead IS NOT a.by) END AS offers
    FROM asked AS a
    LEFT JOIN theme AS t ON t.id = a.theme
    LEFT JOIN everyone AS e ON e.theme = a.theme
    LEFT JOIN works_on AS k ON k.theme = a.theme AND k.jurisdiction = a.by
    LEFT JOIN family AS f ON f.theme = a.theme AND f.lead = a.by
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
LIMIT :most
