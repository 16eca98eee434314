WITH said AS (
    SELECT c.subject AS initiative, c.edition, c.predicate AS attribute, coalesce(c.language, '') AS language, c.value,
           min(c.number) AS claim
    FROM claim AS c
    WHERE c.kind = 'initiative' AND c.predicate IN ('title', 'status', 'summary') AND c.edition IN (:before, :after)
    GROUP BY c.subject, c.edition, c.predicate, c.language
),
changes AS (
    SELECT 'changed' AS change, a.initiative, a.attribute, a.value AS old, b.value AS new,
           json_array(a.claim, b.claim) AS evidence
    FROM said AS a
    JOIN said AS b ON b.initiative = a.initiative AND b.attribute = a.attribute AND b.language = a.language
    WHERE a.edition = :before AND b.edition = :after AND a.value <> b.value
),
present AS (
    SELECT i.id AS initiative, o.claim AS old, n.claim AS new,
           CASE WHEN o.claim IS NULL THEN 'new' WHEN n.claim IS NOT NULL THEN 'same'
                WHEN i.lead IN (SELECT jurisdiction FROM submission WHERE edition = :after AND received = 1) THEN 'gone'
                ELSE 'unknown' END AS change
    FROM initiative AS i
    LEFT JOIN initiative_edition AS o ON o.initiative = i.id AND o.edition = :before
    LEFT JOIN initiative_edition AS n ON n.initiative = i.id AND n.edition = :after
    WHERE o.claim IS NOT NULL OR n.claim IS NOT NULL
),
listed AS (
    SELECT change, initiative, attribute, old, new, evidence FROM changes
    UNION ALL
    SELECT p.change, p.initiative, NULL, NULL, NULL, json_array(coalesce(p.old, p.new), coalesce(p.new, p.old))
    FROM present AS p
    WHERE p.change IN ('new', 'gone')
        OR (:all AND NOT EXISTS (SELECT 1 FROM changes AS c WHERE c.initiative = p.initiative))
),
reports AS (
    SELECT jurisdiction, max(CASE edition WHEN :before THEN received END) AS old,
           max(CASE edition WHEN :after THEN received END) AS new, json_group_array(claim) AS evidence
    FROM (SELECT * FROM submission WHERE edition IN (:before, :after) ORDER BY edition) GROUP BY jurisdiction
)
SELECT * FROM (
    SELECT l.change, i.lead AS jurisdiction, j.name AS jurisdiction_name, l.initiative, i.title, l.attribute, l.old, l.new,
           l.evidence
    FROM listed AS l
    JOIN initiative AS i ON i.id = l.initiative
    LEFT JOIN jurisdiction AS j ON j.id = i.lead
    UNION ALL
    SELECT CASE r.new WHEN 1 THEN 'new' WHEN 0 THEN 'gone' ELSE 'unknown' END, r.jurisdiction, j.name, NULL, NULL, 'report',
           CASE r.old WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' END,
           CASE r.new WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' END, r.evidence
    FROM reports AS r
    JOIN jurisdiction AS j ON j.id = r.jurisdiction
    WHERE coalesce(r.new, 0) <> coalesce(r.old, 0)
)
ORDER BY instr('new changed gone unknown same', change), jurisdiction, initiative, attribute, old
