WITH RECURSIVE within (id) AS (
    SELECT :jurisdiction
    UNION
    SELECT j.id FROM jurisdiction AS j JOIN within AS w ON j.part_of = w.id
)
SELECT a.jurisdiction, ja.name AS jurisdiction_name, b.jurisdiction AS partner, jb.name AS partner_name,
       p.initiative, i.title, p.id AS partnership, json_array(a.claim, b.claim) AS evidence
FROM partnership AS p
JOIN partnership_member AS a ON a.partnership = p.id
JOIN partnership_member AS b ON b.partnership = p.id AND b.jurisdiction <> a.jurisdiction
JOIN jurisdiction AS ja ON ja.id = a.jurisdiction
JOIN jurisdiction AS jb ON jb.id = b.jurisdiction
LEFT JOIN initiative AS i ON i.id = p.initiative
WHERE CASE WHEN :jurisdiction IS NULL THEN a.jurisdiction < b.jurisdiction
           ELSE a.jurisdiction IN (SELECT id FROM within)
               AND (a.jurisdiction < b.jurisdiction OR b.jurisdiction NOT IN (SELECT id FROM within)) END
    AND (:theme IS NULL OR p.id IN (SELECT t.partnership FROM partnership_theme AS t
                                    JOIN theme_within AS w ON w.theme = t.theme WHERE w.broader = :theme))
ORDER BY a.jurisdiction, b.jurisdiction, p.id
