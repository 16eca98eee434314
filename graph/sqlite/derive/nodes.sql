-- Build nodes by aggregating claims. The script is run twice: for subjects whose mentions follow each other (nearly all of an
-- inventory: the cells of a row), grouped by run of mentions, which are read as they are stored; and for the others, with several
-- runs or with several texts in one language ("scattered"), grouped by subject, which sorts them. Both build the nodes whose
-- mentions agree. The rows equal those that assemble.py would build; assemble.py builds the nodes whose mentions disagree. The
-- placeholders are filled by nodes.py: the mentions, the table that has their subject, IN or NOT IN, the column to group by, and
-- how claims are compared.
-- A mention never holds two claims that contradict each other (claim_writer.py), so max() only picks the one value.
-- A lead's claim is the first that states it, else the first that implies it: numbers of implied claims are compared with
-- 2^62 added. group_concat() builds the texts by language, as json_group_object() would keep duplicates.
-- Groups keep the order of the claims: SQLite's sort is stable.
-- What else is said of an initiative (themes, dates) is not read: each aggregate looks at each claim that is.

INSERT INTO initiative (audience, id, kind, titles, summaries, lead, status, part_of, external_partners, claim,
                        lead_claim)
SELECT :audience, m.subject,
       coalesce(max(d.value) FILTER (WHERE d.predicate = 'kind'), 'initiative'),
       '{' || coalesce(group_concat({distinct} json_quote(coalesce(d.language, 'und')) || ':' || json_quote(d.value))
           FILTER (WHERE d.predicate = 'title'), '') || '}',
       '{' || coalesce(group_concat({distinct} json_quote(coalesce(d.language, 'und')) || ':' || json_quote(d.value))
           FILTER (WHERE d.predicate = 'summary'), '') || '}',
       max(d.object) FILTER (WHERE d.predicate = 'lead'),
       max(d.value) FILTER (WHERE d.predicate = 'status'),
       max(d.object) FILTER (WHERE d.predicate = 'part_of'),
       iif(count(*) FILTER (WHERE d.predicate = 'external_partner'),
           json_array(max(d.value) FILTER (WHERE d.predicate = 'external_partner')), '[]'),
       min(d.number) FILTER (WHERE d.predicate = 'title') AS claim,
       min(iif(m.stated, d.number, d.number + 4611686018427387904)) FILTER (WHERE d.predicate = 'lead')
           & 4611686018427387903
FROM {mentions} CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE {of}.kind = 'initiative' AND d.predicate NOT IN ('theme', 'date')
    AND {of}.subject {among} (SELECT subject FROM scattered WHERE kind = 'initiative')
GROUP BY {group}
HAVING claim IS NOT NULL AND (min(m.number) = max(m.number) OR (
        {title_agrees} AND {summary_agrees} AND {values_agree}))
ORDER BY m.subject;

INSERT INTO partnership (audience, id, initiative, since, until)
SELECT :audience, m.subject,
       max(d.object) FILTER (WHERE d.predicate = 'initiative'),
       max(d.value) FILTER (WHERE d.predicate = 'since'),
       max(d.value) FILTER (WHERE d.predicate = 'until')
FROM {mentions} CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE {of}.kind = 'partnership' AND {of}.subject {among} (SELECT subject FROM scattered WHERE kind = 'partnership')
GROUP BY {group}
HAVING min(d.object) FILTER (WHERE d.predicate = 'member') < max(d.object) FILTER (WHERE d.predicate = 'member')
    AND min(d.object) FILTER (WHERE d.predicate = 'initiative')
        IS max(d.object) FILTER (WHERE d.predicate = 'initiative')
    AND min(d.value) FILTER (WHERE d.predicate = 'since') IS max(d.value) FILTER (WHERE d.predicate = 'since')
    AND min(d.value) FILTER (WHERE d.predicate = 'until') IS max(d.value) FILTER (WHERE d.predicate = 'until')
ORDER BY m.subject;

INSERT INTO need (audience, id, kind, by, texts, initiative, edition, claim)
SELECT :audience, m.subject,
       coalesce(max(d.value) FILTER (WHERE d.predicate = 'kind'), 'theme'),
       max(d.object) FILTER (WHERE d.predicate = 'by'),
       '{' || coalesce(group_concat({distinct} json_quote(coalesce(d.language, 'und')) || ':' || json_quote(d.value))
           FILTER (WHERE d.predicate = 'text'), '') || '}',
       max(d.object) FILTER (WHERE d.predicate = 'initiative'),
       coalesce(max(m.edition), ''),
       min(d.number) FILTER (WHERE d.predicate = 'text') AS claim
FROM {mentions} CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE {of}.kind = 'need' AND {of}.subject {among} (SELECT subject FROM scattered WHERE kind = 'need')
GROUP BY {group}
HAVING claim IS NOT NULL AND (min(m.number) = max(m.number) OR (
        {text_agrees}
        AND min(d.value) FILTER (WHERE d.predicate = 'kind') IS max(d.value) FILTER (WHERE d.predicate = 'kind')
        AND min(d.object) FILTER (WHERE d.predicate = 'by') IS max(d.object) FILTER (WHERE d.predicate = 'by')
        AND min(d.object) FILTER (WHERE d.predicate = 'initiative')
            IS max(d.object) FILTER (WHERE d.predicate = 'initiative')
        AND min(m.edition) IS max(m.edition)))
ORDER BY m.subject;
