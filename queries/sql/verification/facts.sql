-- What sources state of some initiatives (:initiatives, a JSON list), with the edition of each claim: their own claims,
-- and the members of their partnerships as "member".
WITH wanted AS (
    SELECT id FROM initiative WHERE id IN (SELECT value FROM json_each(:initiatives))
),
subjects AS (
    SELECT id AS initiative, id AS subject, id AS named FROM wanted
    UNION SELECT s.id, s.id, s.alias FROM same_as AS s WHERE s.id IN (SELECT id FROM wanted)
    UNION SELECT p.initiative, p.id, p.id FROM partnership AS p WHERE p.initiative IN (SELECT id FROM wanted)
    UNION SELECT p.initiative, p.id, s.alias FROM partnership AS p JOIN same_as AS s ON s.id = p.id
    WHERE p.initiative IN (SELECT id FROM wanted)
)
SELECT s.initiative, c.predicate, c.object, c.value, c.qualifier, c.edition, c.stated, c.number AS claim
FROM subjects AS s
CROSS JOIN claim AS c ON c.named = s.named AND c.subject = s.subject
WHERE c.predicate IN ('title', 'lead', 'status', 'date', 'external_partner', 'member')
    AND (c.object IS NULL OR c.object IN (SELECT id FROM node))
ORDER BY s.initiative, c.number
