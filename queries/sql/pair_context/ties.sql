-- The claims that show that two are partners (:pairs, a JSON list of pairs).
SELECT w.jurisdiction AS one, w.partner AS other, w.claim, w.other_claim
FROM json_each(:pairs) AS p
CROSS JOIN collaboration AS w ON w.jurisdiction = p.value ->> 0 AND w.partner = p.value ->> 1
ORDER BY one, other
