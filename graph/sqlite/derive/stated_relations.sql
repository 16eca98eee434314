-- Insert the relations that claims state directly. They depend on claims only, so that they can be built in parallel with
-- the nodes; relations of rejected nodes are deleted afterwards (relations.py). Each relation has one row, with the first
-- claim that states it, else the first that implies it: the numbers of implied claims are compared with 2^62 added.
-- Rows are inserted in the order of the primary key: appending takes a third of the time.

INSERT INTO initiative_edition
SELECT :audience, m.subject, m.edition, min(m.first)
FROM visible_mention AS m
WHERE m.kind = 'initiative' AND m.edition IN (SELECT subject FROM visible_edition)
    AND m.first <= m.last  -- else people refused all that it says
GROUP BY m.subject, m.edition;

INSERT INTO initiative_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM visible_claim
WHERE kind = 'initiative' AND predicate = 'theme' AND object IS NOT NULL
GROUP BY object, subject;

INSERT INTO need_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM visible_claim
WHERE kind = 'need' AND predicate = 'theme' AND object IS NOT NULL
GROUP BY object, subject;

INSERT INTO initiative_date
SELECT :audience, subject, coalesce(qualifier, 'milestone') AS kind, value,
       iif(instr(value, '/'), substr(value, 1, instr(value, '/') - 1), value),
       iif(instr(value, '/'), substr(value, instr(value, '/') + 1), value),
       min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903
FROM visible_claim
WHERE visible_claim.kind = 'initiative' AND predicate = 'date' AND value IS NOT NULL
GROUP BY subject, 3, value;

-- one role for each member: the alphabetically first (lead before partner), with the first claim that states it
INSERT INTO partnership_member
SELECT :audience, subject, object, substr(first, 1, length(first) - 20), CAST(substr(first, -19) AS INTEGER) FROM (
    SELECT subject, object,
           min(coalesce(qualifier, 'partner') || iif(stated, '0', '1') || format('%019d', number)) AS first
    FROM visible_claim
    WHERE kind = 'partnership' AND predicate = 'member' AND object IS NOT NULL
    GROUP BY subject, object);
