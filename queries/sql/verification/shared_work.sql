-- The initiatives in which two jurisdictions take part together, themselves or by an organisation that is part of them,
-- at most :most.
WITH RECURSIVE ones (id) AS (
    SELECT :one UNION SELECT j.id FROM jurisdiction AS j JOIN ones AS w ON j.part_of = w.id
),
others (id) AS (
    SELECT :other UNION SELECT j.id FROM jurisdiction AS j JOIN others AS w ON j.part_of = w.id
)
SELECT a.initiative, min(a.claim) AS claim, min(b.claim) AS other_claim
FROM ones AS o
CROSS JOIN takes_part AS a ON a.jurisdiction = o.id
CROSS JOIN takes_part AS b ON b.initiative = a.initiative AND b.jurisdiction <> a.jurisdiction
WHERE b.jurisdiction IN (SELECT id FROM others)
GROUP BY a.initiative
ORDER BY a.initiative LIMIT :most
