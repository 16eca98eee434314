-- Run when the nodes of an audience are made: the facts between nodes, from the claims that it may see. Each fact
-- stands once: by the first claim that states it, else by the first that implies it, whose number is made larger than
-- all numbers of claims to compare it (by 2 to the power of 62). Rows come in the order of their table: SQLite then
-- adds each behind the one before, which takes a third of the time that finding its place does.

INSERT INTO initiative_edition
SELECT :audience, m.subject, m.edition, min(m.first)
FROM told AS m
WHERE m.kind = 'initiative' AND m.edition IN (SELECT id FROM edition WHERE audience = :audience)
    AND m.subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
GROUP BY m.subject, m.edition;

INSERT INTO initiative_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM fact
WHERE kind = 'initiative' AND predicate = 'theme' AND object IS NOT NULL
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
GROUP BY object, subject;

INSERT INTO need_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM fact
WHERE kind = 'need' AND predicate = 'theme' AND object IS NOT NULL
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'need')
GROUP BY object, subject;

INSERT INTO initiative_date
SELECT :audience, subject, coalesce(qualifier, 'milestone') AS kind, value,
       iif(instr(value, '/'), substr(value, 1, instr(value, '/') - 1), value),
       iif(instr(value, '/'), substr(value, instr(value, '/') + 1), value),
       min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903
FROM fact
WHERE fact.kind = 'initiative' AND predicate = 'date' AND value IS NOT NULL
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
GROUP BY subject, 3, value;

-- since when an initiative is known: the day that its first document was published (where that is told to the month), else
-- its first date, else its first edition; a year or a month is its first day; empty when nothing tells
INSERT INTO known_since
SELECT :audience, i.id, coalesce(substr(coalesce(
           (SELECT min(e.published) FROM initiative_edition AS o
            JOIN edition AS e ON e.id = o.edition AND e.audience = :audience
            WHERE o.initiative = i.id AND o.audience = :audience AND length(e.published) >= 7),
           (SELECT min(d."start") FROM initiative_date AS d WHERE d.initiative = i.id AND d.audience = :audience),
           (SELECT min(o.edition) FROM initiative_edition AS o
            WHERE o.initiative = i.id AND o.audience = :audience AND o.edition GLOB '[0-9]*')
       ) || '-01-01', 1, 10), '')
FROM initiative AS i WHERE i.audience = :audience ORDER BY i.id;

-- who is claimed to be both leads: of two roles the first, of the claims of that role the first that states it
INSERT INTO partnership_member
SELECT :audience, subject, object, substr(first, 1, length(first) - 20), CAST(substr(first, -19) AS INTEGER) FROM (
    SELECT subject, object,
           min(coalesce(qualifier, 'partner') || iif(stated, '0', '1') || format('%019d', number)) AS first
    FROM fact
    WHERE kind = 'partnership' AND predicate = 'member' AND object IS NOT NULL
        AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'partnership')
    GROUP BY subject, object);

-- a partner in a component's partnership is a partner in the whole
INSERT INTO takes_part
SELECT :audience, q.initiative, q.jurisdiction, q.role, min(q.claim) FROM (
    SELECT id AS initiative, lead AS jurisdiction, 'lead' AS role, lead_claim AS claim FROM initiative
    WHERE audience = :audience AND lead IS NOT NULL
    UNION ALL
    SELECT i.id, m.jurisdiction, 'partner', m.claim
    FROM partnership AS p
    CROSS JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND m.jurisdiction IS NOT i.lead
    UNION ALL
    SELECT w.id, m.jurisdiction, 'partner', m.claim
    FROM partnership AS p
    CROSS JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
    CROSS JOIN initiative AS w ON w.audience = :audience AND w.id = i.part_of
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND i.kind = 'component' AND m.jurisdiction IS NOT w.lead) AS q
GROUP BY q.initiative, q.jurisdiction, q.role;
