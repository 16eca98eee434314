SELECT c.subject, c.predicate AS attribute, coalesce(c.object, c.value) AS value, s.name AS source, p.page, p.line,
       p.quote, CASE c.stated WHEN 1 THEN 'stated' ELSE 'inferred' END AS stated, c.rule,
       json_array(c.number) AS evidence
FROM claim AS c
JOIN main.place AS p ON p.number = c.place
JOIN main.source AS s ON s.number = p.source
WHERE (:node IS NULL OR c.subject = :node OR c.object = :node)
    AND (:rule IS NULL OR c.rule = :rule)
    AND (NOT :inferred OR c.stated = 0)
ORDER BY c.number
