-- The facts between nodes that claims say as they are. They are made of claims alone, so that they can be made beside the
-- nodes; those of what turns out to be no node are removed afterwards (graph/sqlite/derive/relations.py). Each fact stands once: by the
-- first claim that states it, else by the first that implies it, whose number is made larger than all numbers of claims
-- to compare it (by 2 to the power of 62). Rows come in the order of their table: SQLite then adds each behind the one
-- before, which takes a third of the time that finding its place does.

INSERT INTO initiative_edition
SELECT :audience, m.subject, m.edition, min(m.first)
FROM told AS m
WHERE m.kind = 'initiative' AND m.edition IN (SELECT subject FROM spoken_of WHERE kind = 'edition')
GROUP BY m.subject, m.edition;

INSERT INTO initiative_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM fact
WHERE kind = 'initiative' AND predicate = 'theme' AND object IS NOT NULL
GROUP BY object, subject;

INSERT INTO need_theme
SELECT :audience, object, subject, max(stated), min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903 FROM fact
WHERE kind = 'need' AND predicate = 'theme' AND object IS NOT NULL
GROUP BY object, subject;

INSERT INTO initiative_date
SELECT :audience, subject, coalesce(qualifier, 'milestone') AS kind, value,
       iif(instr(value, '/'), substr(value, 1, instr(value, '/') - 1), value),
       iif(instr(value, '/'), substr(value, instr(value, '/') + 1), value),
       min(iif(stated, number, number + 4611686018427387904)) & 4611686018427387903
FROM fact
WHERE fact.kind = 'initiative' AND predicate = 'date' AND value IS NOT NULL
GROUP BY subject, 3, value;

-- who is claimed to be both leads: of two roles the first, of the claims of that role the first that states it
INSERT INTO partnership_member
SELECT :audience, subject, object, substr(first, 1, length(first) - 20), CAST(substr(first, -19) AS INTEGER) FROM (
    SELECT subject, object,
           min(coalesce(qualifier, 'partner') || iif(stated, '0', '1') || format('%019d', number)) AS first
    FROM fact
    WHERE kind = 'partnership' AND predicate = 'member' AND object IS NOT NULL
    GROUP BY subject, object);
