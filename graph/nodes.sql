-- The nodes of which one mention tells all, and that is nearly all of an inventory: put together in one sweep, in the
-- order of the claims. Nodes that several mentions tell of are in "several", and are put together one by one.
-- A mention never holds two claims that contradict each other (see graph/saying.py), so max() only picks the one.

INSERT INTO initiative (audience, id, kind, titles, summaries, lead, status, part_of, external_partners, claim,
                        lead_claim)
SELECT :audience, m.subject,
       coalesce(max(d.value) FILTER (WHERE d.predicate = 'kind'), 'initiative'),
       json_group_object(coalesce(d.language, 'und'), d.value) FILTER (WHERE d.predicate = 'title'),
       json_group_object(coalesce(d.language, 'und'), d.value) FILTER (WHERE d.predicate = 'summary'),
       max(d.object) FILTER (WHERE d.predicate = 'lead'),
       max(d.value) FILTER (WHERE d.predicate = 'status'),
       max(d.object) FILTER (WHERE d.predicate = 'part_of'),
       json_group_array(d.value) FILTER (WHERE d.predicate = 'external_partner'),
       min(d.number) FILTER (WHERE d.predicate = 'title') AS claim,
       min(d.number) FILTER (WHERE d.predicate = 'lead')
FROM told AS m CROSS JOIN detail_of AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = 'initiative' AND m.subject NOT IN (SELECT subject FROM several WHERE kind = 'initiative')
GROUP BY m.number
HAVING claim IS NOT NULL
ORDER BY m.subject;

INSERT INTO partnership (audience, id, initiative, since, until)
SELECT :audience, m.subject,
       max(d.object) FILTER (WHERE d.predicate = 'initiative'),
       max(d.value) FILTER (WHERE d.predicate = 'since'),
       max(d.value) FILTER (WHERE d.predicate = 'until')
FROM told AS m CROSS JOIN detail_of AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = 'partnership' AND m.subject NOT IN (SELECT subject FROM several WHERE kind = 'partnership')
GROUP BY m.number
HAVING count(DISTINCT d.object) FILTER (WHERE d.predicate = 'member') > 1
ORDER BY m.subject;

INSERT INTO need (audience, id, kind, by, texts, initiative, edition, claim)
SELECT :audience, m.subject,
       coalesce(max(d.value) FILTER (WHERE d.predicate = 'kind'), 'theme'),
       max(d.object) FILTER (WHERE d.predicate = 'by'),
       json_group_object(coalesce(d.language, 'und'), d.value) FILTER (WHERE d.predicate = 'text'),
       max(d.object) FILTER (WHERE d.predicate = 'initiative'),
       coalesce(max(m.edition), ''),
       min(d.number) FILTER (WHERE d.predicate = 'text') AS claim
FROM told AS m CROSS JOIN detail_of AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = 'need' AND m.subject NOT IN (SELECT subject FROM several WHERE kind = 'need')
GROUP BY m.number
HAVING claim IS NOT NULL
ORDER BY m.subject;
