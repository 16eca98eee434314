SELECT d.edtf AS date, d."start", d."end", d.kind, i.lead, j.name AS lead_name, d.initiative, i.title, i.status,
       json_array(d.claim) AS evidence
FROM initiative_date AS d
JOIN initiative AS i ON i.id = d.initiative
LEFT JOIN jurisdiction AS j ON j.id = i.lead
WHERE (:jurisdiction IS NULL
       OR d.initiative IN (SELECT initiative FROM takes_part WHERE jurisdiction = :jurisdiction))
    AND (:theme IS NULL OR d.initiative IN (SELECT t.initiative FROM initiative_theme AS t
                                            JOIN theme_within AS w ON w.theme = t.theme WHERE w.broader = :theme))
    AND (:since IS NULL OR d."end" >= substr(:since, 1, length(d."end")))
    AND (:until IS NULL OR substr(d."start", 1, length(:until)) <= :until)
ORDER BY d."start", d."end", d.initiative, d.kind
