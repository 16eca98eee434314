-- Reads in the order of identifiers, so that the first rows of many cost little.
WITH RECURSIVE leads (id) AS (
    SELECT :lead WHERE :lead IS NOT NULL
    UNION
    SELECT j.id FROM jurisdiction AS j JOIN leads AS w ON j.part_of = w.id
),
partners (id) AS (
    SELECT :partner WHERE :partner IS NOT NULL
    UNION
    SELECT j.id FROM jurisdiction AS j JOIN partners AS w ON j.part_of = w.id
),
asked AS MATERIALIZED (
    SELECT i.id
    FROM initiative AS i
    WHERE (:lead IS NULL OR i.lead IN (SELECT id FROM leads))
        AND (:level IS NULL OR i.lead IN (SELECT id FROM jurisdiction WHERE level = :level))
        AND (:status IS NULL OR i.status = :status)
        AND (:part_of IS NULL OR i.part_of = :part_of)
        AND (:partner IS NULL
             OR EXISTS (SELECT 1 FROM takes_part AS p WHERE p.initiative = i.id AND p.role = 'partner'
                            AND p.jurisdiction IN (SELECT id FROM partners)))
        AND (:theme IS NULL
             OR EXISTS (SELECT 1 FROM theme_within AS w CROSS JOIN initiative_theme AS t
                            ON t.theme = w.theme AND t.initiative = i.id WHERE w.broader = :theme))
        AND (:edition IS NULL
             OR EXISTS (SELECT 1 FROM initiative_edition AS e WHERE e.initiative = i.id AND e.edition = :edition))
        AND (coalesce(:after, :before) IS NULL
             OR EXISTS (SELECT 1 FROM initiative_date AS d WHERE d.initiative = i.id
                            AND (:after IS NULL OR d."end" >= :after) AND (:before IS NULL OR d."start" < :before)))
    ORDER BY i.id
    LIMIT :most
),
with_status AS (
    SELECT a.id, (SELECT c.number FROM claim AS c
                  WHERE c.named IN (SELECT a.id UNION ALL SELECT alias FROM same_as WHERE id = a.id)
                      AND c.subject = a.id AND c.predicate = 'status' AND c.value = i.status
                  ORDER BY c.stated DESC, c.number LIMIT 1) AS status_claim
    FROM asked AS a JOIN initiative AS i ON i.id = a.id
)
SELECT i.id AS initiative, i.title, i.kind, i.part_of, i.lead, j.name AS lead_name,
       (SELECT group_concat(name, ' · ') FROM (
            SELECT k.name FROM takes_part AS p JOIN jurisdiction AS k ON k.id = p.jurisdiction
            WHERE p.initiative = i.id AND p.role = 'partner' ORDER BY p.jurisdiction)) AS partners,
       (SELECT group_concat(label, ' · ') FROM (
            SELECT t.label FROM initiative_theme AS x JOIN theme AS t ON t.id = x.theme
            WHERE x.initiative = i.id ORDER BY x.theme)) AS themes,
       i.status,
       (SELECT d.edtf FROM initiative_date AS d WHERE d.initiative = i.id
        ORDER BY d.known_start, d.known_end, d.kind, d.edtf LIMIT 1) AS date,
       (SELECT e.id FROM initiative_edition AS x JOIN edition AS e ON e.id = x.edition
        WHERE x.initiative = i.id ORDER BY e.rank DESC LIMIT 1) AS edition,
       (SELECT json_group_array(claim) FROM (
            SELECT 1 AS part, '' AS place, i.claim AS claim
            UNION ALL SELECT 2, p.role || ' ' || p.jurisdiction, p.claim FROM takes_part AS p WHERE p.initiative = i.id
            UNION ALL SELECT 3, x.theme, x.claim FROM initiative_theme AS x WHERE x.initiative = i.id
            UNION ALL SELECT 4, '', claim FROM (SELECT d.claim FROM initiative_date AS d WHERE d.initiative = i.id
                                                ORDER BY d.known_start, d.known_end, d.kind, d.edtf LIMIT 1)
            UNION ALL SELECT 5, '', a.status_claim WHERE a.status_claim IS NOT NULL
            ORDER BY 1, 2)) AS evidence,
       json_object(
           'title', json_array(i.claim),
           'lead_name', json_array(i.lead_claim),
           'partners', json((SELECT json_group_array(claim) FROM (
                SELECT p.claim FROM takes_part AS p JOIN jurisdiction AS k ON k.id = p.jurisdiction
                WHERE p.initiative = i.id AND p.role = 'partner' ORDER BY p.jurisdiction))),
           'status', json_array(a.status_claim),
           'date', json_array((SELECT d.claim FROM initiative_date AS d WHERE d.initiative = i.id
                               ORDER BY d.known_start, d.known_end, d.kind, d.edtf LIMIT 1))) AS cell_claims
FROM with_status AS a
JOIN initiative AS i ON i.id = a.id
LEFT JOIN jurisdiction AS j ON j.id = i.lead
ORDER BY i.id
