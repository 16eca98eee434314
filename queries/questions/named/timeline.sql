-- Reads in the order of an index, so that the first rows of many cost little.
WITH dated AS (
    SELECT d.initiative, d.kind, d.edtf, d.known_start AS "start", d.known_end AS "end", d.claim
    FROM initiative_date AS d
    WHERE (:jurisdiction IS NULL
           OR EXISTS (SELECT 1 FROM takes_part AS p
                      WHERE p.initiative = d.initiative AND p.jurisdiction = :jurisdiction))
        AND (:theme IS NULL
             OR EXISTS (SELECT 1 FROM theme_within AS w CROSS JOIN initiative_theme AS t
                            ON t.theme = w.theme AND t.initiative = d.initiative WHERE w.broader = :theme))
        AND (:edition IS NULL
             OR EXISTS (SELECT 1 FROM initiative_edition AS e
                        WHERE e.initiative = d.initiative AND e.edition = :edition))
        AND (:since IS NULL OR d."end" >= :since)
        AND (:until IS NULL OR substr(d."start", 1, length(:until)) <= :until)
    ORDER BY d.known_start, d.known_end, d.initiative, d.kind
    LIMIT :most
),
with_status AS (
    SELECT DISTINCT d.initiative, (
        SELECT c.number FROM claim AS c
        WHERE c.named IN (SELECT d.initiative UNION ALL SELECT alias FROM same_as WHERE id = d.initiative)
            AND c.subject = d.initiative AND c.predicate = 'status' AND c.value = i.status
        ORDER BY c.stated DESC, c.number LIMIT 1) AS claim
    FROM dated AS d JOIN initiative AS i ON i.id = d.initiative
)
SELECT d.edtf AS date, d."start", d."end", d.kind, i.lead, j.name AS lead_name, d.initiative, i.title, i.status,
       (SELECT json_group_array(value) FROM json_each(json_array(d.claim, i.lead_claim, s.claim))
        WHERE value IS NOT NULL) AS evidence,
       json_object('date', json_array(d.claim), 'lead_name', json_array(i.lead_claim), 'title', json_array(i.claim),
                   'status', json_array(s.claim)) AS cell_claims
FROM dated AS d
JOIN initiative AS i ON i.id = d.initiative
JOIN with_status AS s ON s.initiative = d.initiative
LEFT JOIN jurisdiction AS j ON j.id = i.lead
ORDER BY d."start", d."end", d.initiative, d.kind
