-- The jurisdictions of a frontier that work with some others, in the form of network/links (claims are looked up only
-- for those).
WITH f AS MATERIALIZED (SELECT value AS id FROM json_each(:frontier)),
     others AS MATERIALIZED (SELECT value AS id FROM json_each(:others)),
     pair AS MATERIALIZED (
         SELECT f.id, o.jurisdiction AS other, o.claim, m.partnership
         FROM f CROSS JOIN partnership_member AS m ON m.jurisdiction = f.id
         CROSS JOIN partnership_member AS o ON o.partnership = m.partnership AND o.jurisdiction <> f.id
         WHERE +o.jurisdiction IN (SELECT id FROM others))
SELECT p.id AS a, p.other AS b, 'works with' AS relation, iif(p.other > p.id, p.claim, m.claim) AS claim,
       iif(p.other > p.id, m.claim, p.claim) AS other_claim
FROM pair AS p CROSS JOIN partnership_member AS m ON m.partnership = p.partnership AND m.jurisdiction = p.id
ORDER BY 1, 2, 4, 5
