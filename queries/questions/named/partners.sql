WITH RECURSIVE within (id) AS (
    SELECT :jurisdiction WHERE :jurisdiction IS NOT NULL
    UNION
    SELECT j.id FROM jurisdiction AS j JOIN within AS w ON j.part_of = w.id
),
pair AS (
    SELECT a.jurisdiction, b.jurisdiction AS partner, a.partnership, a.claim, b.claim AS partner_claim
    FROM partnership_member AS a
    CROSS JOIN partnership_member AS b ON b.partnership = a.partnership AND b.jurisdiction > a.jurisdiction
    WHERE :jurisdiction IS NULL
    UNION ALL
    SELECT a.jurisdiction, b.jurisdiction, a.partnership, a.claim, b.claim
    FROM within AS w
    CROSS JOIN partnership_member AS a ON a.jurisdiction = w.id
    CROSS JOIN partnership_member AS b ON b.partnership = a.partnership AND b.jurisdiction <> a.jurisdiction
    WHERE a.jurisdiction < b.jurisdiction OR b.jurisdiction NOT IN (SELECT id FROM within)
),
asked AS (
    SELECT * FROM pair
    WHERE (:theme IS NULL
           OR partnership IN (SELECT t.partnership FROM partnership_theme AS t
                              JOIN theme_within AS w ON w.theme = t.theme WHERE w.broader = :theme))
        AND (:edition IS NULL
             OR partnership IN (SELECT subject FROM mention WHERE kind = 'partnership' AND edition = :edition))
    ORDER BY jurisdiction, partner, partnership
    LIMIT :most
)
SELECT x.jurisdiction, ja.name AS jurisdiction_name, x.partner, jb.name AS partner_name,
       p.initiative, i.title, x.partnership, json_array(x.claim, x.partner_claim) AS evidence
FROM asked AS x
JOIN partnership AS p ON p.id = x.partnership
JOIN jurisdiction AS ja ON ja.id = x.jurisdiction
JOIN jurisdiction AS jb ON jb.id = x.partner
LEFT JOIN initiative AS i ON i.id = p.initiative
ORDER BY x.jurisdiction, x.partner, x.partnership
