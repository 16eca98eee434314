-- What claims say of initiatives and needs, one row for each claim. A partner is one of the initiative of its partnership.
SELECT CASE WHEN c.kind = 'partnership' THEN 'partner' ELSE c.predicate END AS kind,
       CASE WHEN c.kind = 'partnership' THEN coalesce(p.initiative, c.subject) ELSE c.subject END AS one,
       CASE WHEN c.predicate = 'date' THEN coalesce(c.qualifier, 'milestone') || ' ' || c.value
            ELSE coalesce(c.object, c.value) END AS other,
       c.stated, c.number AS claim
FROM claim AS c
LEFT JOIN partnership AS p ON c.kind = 'partnership' AND p.id = c.subject
WHERE ((c.kind = 'initiative' AND c.predicate IN
            ('title', 'summary', 'lead', 'external_partner', 'date', 'status', 'theme', 'part_of'))
        OR (c.kind = 'need' AND c.predicate IN ('text', 'theme', 'by'))
        OR (c.kind = 'partnership' AND c.predicate = 'member' AND coalesce(c.qualifier, 'partner') <> 'lead'))
    AND (:node IS NULL OR CASE WHEN c.kind = 'partnership' THEN coalesce(p.initiative, c.subject) ELSE c.subject END = :node)
ORDER BY 2, 1, 3, c.number
