SELECT c.subject, coalesce(sj.name, st.label, si.title, sn.text, c.subject) AS subject_name, c.predicate AS attribute,
       coalesce(c.object, c.value) AS value, coalesce(oj.name, ot.label, oi.title, c.object, c.value) AS value_name,
       s.name AS source, p.page, p.line,
       s.name || coalesce(', p. ' || p.page, '') || coalesce(', l. ' || p.line, '')
           || coalesce(', ' || p.sheet, '') || coalesce(', ' || p.cell, '') AS place,
       p.quote, CASE c.stated WHEN 1 THEN 'stated' ELSE 'inferred' END AS stated, c.rule,
       json_array(c.number) AS evidence
FROM claim AS c
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
LEFT JOIN jurisdiction AS sj ON sj.id = c.subject
LEFT JOIN theme AS st ON st.id = c.subject
LEFT JOIN initiative AS si ON si.id = coalesce((SELECT initiative FROM partnership WHERE id = c.subject), c.subject)
LEFT JOIN need AS sn ON sn.id = c.subject
LEFT JOIN jurisdiction AS oj ON oj.id = c.object
LEFT JOIN theme AS ot ON ot.id = c.object
LEFT JOIN initiative AS oi ON oi.id = c.object
WHERE (:node IS NULL OR c.subject = :node OR c.object = :node)
    AND (:edition IS NULL OR c.edition = :edition)
    AND (:rule IS NULL OR c.rule = :rule)
    AND (NOT :inferred OR c.stated = 0)
ORDER BY c.number
