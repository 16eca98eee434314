-- What one audience may see, in one language. These temporary views shadow the tables of the same name, so that a question
-- can read nothing else. {audience} is 0 public, 1 members, 2 secretariat; {graph} is the audience whose graph it uses:
-- itself, or an earlier one that sees the same claims.

-- The names and hashes of files are for the secretariat, and so are the names of their sheets: others get the number of a
-- document among those that they may see.
CREATE TEMP TABLE visible_document AS
SELECT number, row_number() OVER (ORDER BY number) AS n, media_type, language, edition
FROM main.source WHERE visible_from <= {audience} AND {audience} < 2;
CREATE UNIQUE INDEX temp.visible_document_number ON visible_document (number);
CREATE TEMP VIEW source AS
SELECT number, id, name, media_type, language, edition FROM main.source WHERE {audience} = 2
UNION ALL
SELECT number, 'document-' || n, 'Document ' || n, media_type, language, edition FROM temp.visible_document;
CREATE TEMP VIEW claim AS
SELECT d.number, m.kind, m.subject AS named, coalesce(a.id, m.subject) AS subject, d.predicate, coalesce(b.id, d.object) AS object,
       d.value, d.qualifier, d.language, m.edition, m.reported_by, m.place, m.stated, m.rule, m.confidence, m.accepted,
       m.proposed
FROM main.mention AS m
JOIN main.detail AS d ON d.mention = m.number AND d.number BETWEEN m.first AND m.last
LEFT JOIN main.same_as AS a ON a.audience = {graph} AND a.alias = m.subject
LEFT JOIN main.same_as AS b ON b.audience = {graph} AND b.alias = d.object
WHERE m.visible_from <= {audience};
CREATE TEMP VIEW mention AS
SELECT m.number, m.kind, coalesce(a.id, m.subject) AS subject, m.edition, m.reported_by, m.place, m.stated, m.rule,
       m.first, m.last, m.confidence, m.accepted, m.proposed
FROM main.mention AS m LEFT JOIN main.same_as AS a ON a.audience = {graph} AND a.alias = m.subject
WHERE m.visible_from <= {audience} AND m.first <= m.last;  -- else people refused all that it says
CREATE TEMP VIEW place AS
SELECT number, source, page, CASE WHEN {audience} = 2 THEN sheet END AS sheet, cell, line, quote FROM main.place AS p
WHERE EXISTS (SELECT 1 FROM main.mention AS m
              WHERE m.place = p.number AND m.visible_from <= {audience} AND m.first <= m.last);
-- nobody decided who may see text that no claim was made of: it is for the secretariat
CREATE TEMP VIEW unplaced AS
SELECT number, source, page, line, text, reported_by, edition FROM main.unplaced WHERE {audience} = 2;
CREATE TEMP VIEW approval AS
SELECT a.* FROM main.approval AS a WHERE {audience} >= CASE a.approval
    WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END;
CREATE TEMP VIEW same_as AS SELECT alias, id, rule FROM main.same_as WHERE audience = {graph};
CREATE TEMP VIEW candidate_pair AS SELECT one, other, kind, rule, score FROM main.candidate_pair WHERE audience = {graph};

CREATE TEMP VIEW node AS SELECT id, kind FROM main.node WHERE audience = {graph};
-- The columns that end in _en and _fr are as in Cypher: a text that is in one language only stands in both. Which
-- languages there are is in the JSON columns, and in title_en, title_fr, label_en and label_fr.
CREATE TEMP VIEW jurisdiction AS
SELECT audience, id, level, names, abbreviations, codes, part_of,
       coalesce(name_en, name_fr, (SELECT value FROM json_each(names) LIMIT 1)) AS name_en,
       coalesce(name_fr, name_en, (SELECT value FROM json_each(names) LIMIT 1)) AS name_fr,
       coalesce(names ->> '$.{language}', names ->> '$.en', names ->> '$.fr',
                (SELECT value FROM json_each(names) LIMIT 1)) AS name,
       coalesce(abbreviations ->> '$.{language}', abbreviations ->> '$.en', id) AS abbreviation,
       coalesce(abbreviations ->> '$.en', id) AS abbreviation_en,
       coalesce(abbreviations ->> '$.fr', abbreviations ->> '$.en', id) AS abbreviation_fr
FROM main.jurisdiction WHERE audience = {graph};
CREATE TEMP VIEW theme AS
SELECT *, coalesce(labels ->> '$.{language}', labels ->> '$.en', labels ->> '$.fr',
                   (SELECT value FROM json_each(labels) LIMIT 1)) AS label,
       coalesce(labels ->> '$.{language}', labels ->> '$.en', labels ->> '$.fr',
                (SELECT value FROM json_each(labels) LIMIT 1)) AS name,
       coalesce(label_en, label_fr, (SELECT value FROM json_each(labels) LIMIT 1)) AS name_en,
       coalesce(label_fr, label_en, (SELECT value FROM json_each(labels) LIMIT 1)) AS name_fr
FROM main.theme WHERE audience = {graph};
CREATE TEMP VIEW edition AS
SELECT *, id AS name, id AS name_en, id AS name_fr FROM main.edition WHERE audience = {graph};
CREATE TEMP VIEW initiative AS
SELECT *, coalesce(titles ->> '$.{language}', titles ->> '$.en', titles ->> '$.fr',
                   (SELECT value FROM json_each(titles) LIMIT 1)) AS title,
       coalesce(titles ->> '$.{language}', titles ->> '$.en', titles ->> '$.fr',
                (SELECT value FROM json_each(titles) LIMIT 1)) AS name,
       coalesce(title_en, title_fr, (SELECT value FROM json_each(titles) LIMIT 1)) AS name_en,
       coalesce(title_fr, title_en, (SELECT value FROM json_each(titles) LIMIT 1)) AS name_fr,
       coalesce(summaries ->> '$.{language}', summaries ->> '$.en', summaries ->> '$.fr',
                (SELECT value FROM json_each(summaries) LIMIT 1)) AS summary,
       coalesce(summaries ->> '$.en', summaries ->> '$.fr', (SELECT value FROM json_each(summaries) LIMIT 1)) AS summary_en,
       coalesce(summaries ->> '$.fr', summaries ->> '$.en', (SELECT value FROM json_each(summaries) LIMIT 1)) AS summary_fr
FROM main.initiative WHERE audience = {graph};
CREATE TEMP VIEW partnership AS
SELECT *, coalesce((SELECT i.name FROM initiative AS i WHERE i.id = p.initiative), p.id) AS name,
       coalesce((SELECT i.name_en FROM initiative AS i WHERE i.id = p.initiative), p.id) AS name_en,
       coalesce((SELECT i.name_fr FROM initiative AS i WHERE i.id = p.initiative), p.id) AS name_fr
FROM main.partnership AS p WHERE audience = {graph};
CREATE TEMP VIEW need AS
SELECT *, coalesce(texts ->> '$.{language}', texts ->> '$.en', texts ->> '$.fr',
                   (SELECT value FROM json_each(texts) LIMIT 1)) AS text,
       coalesce(texts ->> '$.{language}', texts ->> '$.en', texts ->> '$.fr',
                (SELECT value FROM json_each(texts) LIMIT 1)) AS name,
       coalesce(texts ->> '$.en', texts ->> '$.fr', (SELECT value FROM json_each(texts) LIMIT 1)) AS name_en,
       coalesce(texts ->> '$.fr', texts ->> '$.en', (SELECT value FROM json_each(texts) LIMIT 1)) AS name_fr
FROM main.need WHERE audience = {graph};

CREATE TEMP VIEW submission AS SELECT * FROM main.submission WHERE audience = {graph};
CREATE TEMP VIEW initiative_edition AS SELECT * FROM main.initiative_edition WHERE audience = {graph};
CREATE TEMP VIEW initiative_theme AS
SELECT *, CASE WHEN stated = 0 THEN (
           SELECT c.rule IN ('theme-named-in-title', 'theme-hinted-in-title', 'decided-theme')
           FROM claim AS c WHERE c.number = t.claim) END AS named
FROM main.initiative_theme AS t WHERE audience = {graph};
CREATE TEMP VIEW initiative_date AS
SELECT audience, initiative, kind, edtf, substr("start" || '-01-01', 1, 10) AS "start",
       CASE length("end") WHEN 4 THEN "end" || '-12-31' WHEN 7 THEN date("end" || '-01', '+1 month', '-1 day')
       ELSE "end" END AS "end",
       "start" AS known_start, "end" AS known_end, claim
FROM main.initiative_date WHERE audience = {graph};
CREATE TEMP VIEW partnership_member AS SELECT * FROM main.partnership_member WHERE audience = {graph};
CREATE TEMP VIEW partnership_theme AS SELECT * FROM main.partnership_theme WHERE audience = {graph};
CREATE TEMP VIEW need_theme AS SELECT * FROM main.need_theme WHERE audience = {graph};
CREATE TEMP VIEW takes_part AS SELECT * FROM main.takes_part WHERE audience = {graph};
CREATE TEMP VIEW theme_within AS SELECT theme, broader FROM main.theme_within WHERE audience = {graph};
CREATE TEMP VIEW first_evidence AS SELECT initiative, day FROM main.first_evidence WHERE audience = {graph};
CREATE TEMP VIEW works_on AS SELECT jurisdiction, theme, n, led, own FROM main.works_on WHERE audience = {graph};
CREATE TEMP VIEW collaboration AS
SELECT jurisdiction, partner, n, recent * {fading} + 0.5 * undated AS recent, recent AS dated, undated, claim, other_claim
FROM main.collaboration WHERE audience = {graph};
CREATE TEMP VIEW need_count AS SELECT jurisdiction, theme, n FROM main.need_count WHERE audience = {graph};
CREATE TEMP VIEW activity AS
SELECT audience, jurisdiction, initiatives, partners, recent * {fading} + 0.5 * undated AS recent,
       met * {fading} + 0.5 * met_undated AS met, works, breadth, asking
FROM main.activity WHERE audience = {graph};
CREATE TEMP VIEW jurisdiction_word AS SELECT word, jurisdiction, weight FROM main.jurisdiction_word WHERE audience = {graph};
CREATE TEMP VIEW name AS
SELECT folded, node, kind, language, form, text FROM main.name WHERE audience = {graph}
UNION ALL
SELECT t.folded, t.initiative, 'initiative', t.language, 'title',
       (SELECT value FROM json_each(i.titles) WHERE key = t.language)
FROM main.title AS t JOIN main.initiative AS i ON i.id = t.initiative AND i.audience = {graph}
WHERE t.audience = {graph};

-- How much of each kind there is. The evidence of a number is that of the first few things counted. Nothing here reads all
-- claims: a graph of a million initiatives has eight million.
CREATE TEMP VIEW total AS
SELECT 1 AS rank, 'editions' AS what, count(*) AS n,
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT min(c.number) FROM claim AS c WHERE c.named = e.id AND c.kind = 'edition') AS n
        FROM edition AS e WHERE n IS NOT NULL ORDER BY e.rank LIMIT 3)) AS evidence
FROM edition
UNION ALL SELECT 2, 'received', coalesce(sum(received), 0),
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT min(c.number) FROM claim AS c
                WHERE c.named = e.id AND c.kind = 'edition' AND c.predicate = 'received') AS n
        FROM edition AS e WHERE n IS NOT NULL ORDER BY e.rank LIMIT 3))
FROM edition
UNION ALL SELECT 3, 'reported', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM submission WHERE received = 1 ORDER BY edition, jurisdiction LIMIT 3))
FROM submission WHERE received = 1
UNION ALL SELECT 4, 'did not report', count(DISTINCT jurisdiction),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM submission WHERE received = 0 ORDER BY edition, jurisdiction LIMIT 3))
FROM submission WHERE received = 0
UNION ALL SELECT 5, 'jurisdictions', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM (SELECT jurisdiction, claim FROM takes_part ORDER BY jurisdiction, role, initiative LIMIT 3)
        UNION
        SELECT claim FROM (SELECT claim FROM submission ORDER BY edition, jurisdiction LIMIT 3)
        ORDER BY claim LIMIT 3))
FROM jurisdiction
UNION ALL SELECT 6, 'initiatives', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM initiative WHERE kind = 'initiative' ORDER BY id LIMIT 3))
FROM initiative WHERE kind = 'initiative'
UNION ALL SELECT 7, 'components', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative WHERE kind = 'component' ORDER BY id LIMIT 3))
FROM initiative WHERE kind = 'component'
UNION ALL SELECT 8, 'partnerships', count(*),
    (SELECT json_group_array(claim) FROM (
        SELECT claim FROM partnership_member ORDER BY partnership, jurisdiction LIMIT 3))
FROM partnership
UNION ALL SELECT 9, 'themes', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_theme ORDER BY theme, initiative LIMIT 3))
FROM theme AS t WHERE EXISTS (SELECT 1 FROM initiative_theme AS i WHERE i.theme = t.id)
UNION ALL SELECT 10, 'needs', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM need ORDER BY id LIMIT 3))
FROM need
UNION ALL SELECT 11, 'dates', count(*),
    (SELECT json_group_array(claim) FROM (SELECT claim FROM initiative_date ORDER BY initiative, kind, edtf LIMIT 3))
FROM initiative_date
UNION ALL SELECT 12, 'sources', count(*),
    (SELECT json_group_array(n) FROM (
        SELECT (SELECT m.first FROM mention AS m CROSS JOIN place AS p ON p.number = m.place AND p.source = s.number
                ORDER BY m.number LIMIT 1) AS n
        FROM source AS s WHERE n IS NOT NULL ORDER BY s.number LIMIT 3))
FROM source
UNION ALL SELECT 13, 'unplaced', count(*), '[]' FROM unplaced HAVING count(*) > 0;
