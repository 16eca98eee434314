WITH told AS (  -- what each edition says of an initiative; its partners, and its dates of a kind, are one value
    SELECT c.subject AS initiative, c.edition, c.predicate AS attribute, coalesce(c.language, '') AS language,
           CASE c.predicate WHEN 'lead' THEN coalesce(j.name, c.object) ELSE c.value END AS value,
           json_array(min(c.number)) AS claims
    FROM claim AS c
    LEFT JOIN jurisdiction AS j ON j.id = c.object
    WHERE c.kind = 'initiative' AND c.predicate IN ('title', 'summary', 'status', 'lead') AND c.edition IN (:before, :after)
    GROUP BY c.subject, c.edition, c.predicate, c.language
    UNION ALL
    SELECT initiative, edition, attribute, '', group_concat(value, ' · '), json_group_array(claim)
    FROM (SELECT c.subject AS initiative, c.edition, coalesce(c.qualifier, 'milestone') AS attribute, c.value,
                 c.value AS position, min(c.number) AS claim
          FROM claim AS c
          WHERE c.kind = 'initiative' AND c.predicate = 'date' AND c.edition IN (:before, :after) AND c.value IS NOT NULL
          GROUP BY c.subject, c.edition, 3, c.value
          UNION ALL
          SELECT p.initiative, c.edition, 'partner', j.name, j.id, min(c.number)
          FROM claim AS c
          JOIN partnership AS p ON p.id = c.subject
          JOIN initiative AS i ON i.id = p.initiative
          JOIN jurisdiction AS j ON j.id = c.object
          WHERE c.kind = 'partnership' AND c.predicate = 'member' AND c.edition IN (:before, :after)
              AND c.object IS NOT i.lead AND c.qualifier IS NOT 'lead'
          GROUP BY p.initiative, c.edition, j.id
          ORDER BY 1, 2, 3, 5)
    GROUP BY initiative, edition, attribute
),
changes AS (
    SELECT b.initiative, b.attribute, a.value AS old, b.value AS new,
           (SELECT json_group_array(value) FROM (SELECT value FROM json_each(coalesce(a.claims, json_array(o.claim)))
                                                 UNION ALL SELECT value FROM json_each(b.claims))) AS evidence,
           json_object('old', json(coalesce(a.claims, '[]')), 'new', json(b.claims)) AS cell_claims
    FROM told AS b
    JOIN initiative_edition AS o ON o.initiative = b.initiative AND o.edition = :before
    LEFT JOIN told AS a ON a.edition = :before AND a.initiative = b.initiative AND a.attribute = b.attribute
        AND a.language = b.language
    WHERE b.edition = :after AND a.value IS NOT b.value
        AND (a.value IS NOT NULL OR b.attribute NOT IN ('title', 'summary'))
),
reporters AS (
    SELECT DISTINCT m.subject AS initiative, m.reported_by AS jurisdiction
    FROM mention AS m WHERE m.kind = 'initiative' AND m.edition = :before
),
reported AS (  -- when the second edition reports an initiative, and the last one up to the first
    SELECT i.id AS initiative, i.lead, n.claim AS new, coalesce(o.claim, (
               SELECT e.claim FROM initiative_edition AS e JOIN edition AS x ON x.id = e.edition
               WHERE e.initiative = i.id AND e.edition <> :after
                   AND x.rank < (SELECT rank FROM edition WHERE id = :before)
               ORDER BY x.rank DESC LIMIT 1)) AS old
    FROM initiative AS i
    LEFT JOIN initiative_edition AS o ON o.initiative = i.id AND o.edition = :before
    LEFT JOIN initiative_edition AS n ON n.initiative = i.id AND n.edition = :after
    WHERE o.claim IS NOT NULL OR n.claim IS NOT NULL
),
present AS (
    SELECT p.initiative, p.old, p.new,
           CASE WHEN p.old IS NULL THEN 'new' WHEN p.new IS NOT NULL THEN 'same'
                WHEN EXISTS (SELECT 1 FROM reporters AS r
                             JOIN submission AS s ON s.jurisdiction = coalesce(r.jurisdiction, p.lead)
                             WHERE r.initiative = p.initiative AND s.edition = :after AND s.received = 1) THEN 'gone'
                ELSE 'unknown' END AS change
    FROM reported AS p
),
listed AS (
    SELECT 'changed' AS change, initiative, attribute, old, new, evidence, cell_claims FROM changes
    UNION ALL
    SELECT p.change, p.initiative, NULL, NULL, NULL, json_array(coalesce(p.old, p.new), coalesce(p.new, p.old)), NULL
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
           l.evidence, l.cell_claims
    FROM listed AS l
    JOIN initiative AS i ON i.id = l.initiative
    LEFT JOIN jurisdiction AS j ON j.id = i.lead
    UNION ALL
    SELECT CASE r.new WHEN 1 THEN 'new' WHEN 0 THEN 'gone' ELSE 'unknown' END, r.jurisdiction, j.name, NULL, NULL, 'report',
           CASE r.old WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' END,
           CASE r.new WHEN 1 THEN 'reported' WHEN 0 THEN 'did not report' END, r.evidence, NULL
    FROM reports AS r
    JOIN jurisdiction AS j ON j.id = r.jurisdiction
    WHERE coalesce(r.new, 0) <> coalesce(r.old, 0)
)
ORDER BY instr('new changed gone unknown same', change), jurisdiction, initiative, attribute, old
