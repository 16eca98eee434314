-- Run when the nodes of an audience are made: the facts between nodes, from the claims that it may see. Each fact
-- stands once: by the first claim that states it, else by the first that implies it; rows come in the order of their
-- table, so that the first one stays and the others are ignored.

INSERT INTO initiative_edition
SELECT :audience, m.subject, m.edition, min(m.first)
FROM told AS m
WHERE m.kind = 'initiative' AND m.edition IN (SELECT id FROM edition WHERE audience = :audience)
    AND m.subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
GROUP BY m.subject, m.edition;

INSERT OR IGNORE INTO initiative_theme
SELECT :audience, object, subject, stated, number FROM fact
WHERE kind = 'initiative' AND predicate = 'theme'
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
ORDER BY object, subject, stated DESC, number;

INSERT OR IGNORE INTO need_theme
SELECT :audience, object, subject, stated, number FROM fact
WHERE kind = 'need' AND predicate = 'theme' AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'need')
ORDER BY object, subject, stated DESC, number;

INSERT OR IGNORE INTO initiative_date
SELECT :audience, subject, coalesce(qualifier, 'milestone') AS kind, value,
       iif(instr(value, '/'), substr(value, 1, instr(value, '/') - 1), value),
       iif(instr(value, '/'), substr(value, instr(value, '/') + 1), value), number
FROM fact
WHERE kind = 'initiative' AND predicate = 'date'
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'initiative')
ORDER BY subject, 3, value, stated DESC, number;

-- who is claimed to be both leads
INSERT OR IGNORE INTO partnership_member
SELECT :audience, subject, object, coalesce(qualifier, 'partner') AS role, number FROM fact
WHERE kind = 'partnership' AND predicate = 'member'
    AND subject NOT IN (SELECT subject FROM lost WHERE kind = 'partnership')
ORDER BY subject, object, role, stated DESC, number;

INSERT INTO takes_part
SELECT :audience, id, lead, 'lead', lead_claim FROM initiative
WHERE audience = :audience AND lead IS NOT NULL ORDER BY id;

-- a partner in a component's partnership is a partner in the whole
INSERT INTO takes_part
SELECT :audience, q.initiative, q.jurisdiction, 'partner', min(q.claim) FROM (
    SELECT p.initiative, m.jurisdiction, m.claim
    FROM partnership AS p
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND p.initiative IS NOT NULL
    UNION ALL
    SELECT i.part_of, m.jurisdiction, m.claim
    FROM partnership AS p
    CROSS JOIN initiative AS i ON i.audience = :audience AND i.id = p.initiative
    CROSS JOIN partnership_member AS m ON m.audience = :audience AND m.partnership = p.id
    WHERE p.audience = :audience AND i.part_of IS NOT NULL AND i.kind = 'component') AS q
WHERE NOT EXISTS (SELECT 1 FROM takes_part AS l WHERE l.audience = :audience AND l.initiative = q.initiative
                  AND l.jurisdiction = q.jurisdiction AND l.role = 'lead')
GROUP BY q.initiative, q.jurisdiction;

INSERT INTO title
SELECT :audience, fold(t.value) AS folded, i.id, t.key FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
WHERE i.audience = :audience ORDER BY folded, i.id, t.key;
