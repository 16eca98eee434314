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
)
SELECT d.edtf AS date, d."start", d."end", d.kind, i.lead, j.name AS lead_name, d.initiative, i.title, i.status,
       json_array(d.claim) AS evidence
FROM dated AS d
JOIN initiative AS i ON i.id = d.initiative
LEFT JOIN jurisdiction AS j ON j.id = i.lead
ORDER BY d."start", d."end", d.initiative, d.kind
