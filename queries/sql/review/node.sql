-- What the review queue shows of initiatives, jurisdictions, needs and themes.
SELECT n.id, n.kind, coalesce(i.titles, j.names, d.texts, h.labels) AS titles, coalesce(i.lead, d.by) AS lead,
       (SELECT json_group_array(edition) FROM (
           SELECT DISTINCT x.edition FROM initiative_edition AS x JOIN edition AS e ON e.id = x.edition
           WHERE x.initiative = n.id ORDER BY e.rank)) AS editions,
       (SELECT json_group_array(edtf) FROM (
           SELECT DISTINCT d.edtf FROM initiative_date AS d WHERE d.initiative = n.id ORDER BY d.edtf)) AS dates,
       (SELECT json_group_array(jurisdiction) FROM (
           SELECT DISTINCT t.jurisdiction FROM takes_part AS t
           WHERE t.initiative = n.id AND t.role = 'partner' ORDER BY t.jurisdiction)) AS partners,
       j.codes
FROM node AS n
LEFT JOIN initiative AS i ON i.id = n.id
LEFT JOIN jurisdiction AS j ON j.id = n.id
LEFT JOIN need AS d ON d.id = n.id
LEFT JOIN theme AS h ON h.id = n.id
WHERE n.id IN (SELECT value FROM json_each(:nodes))
ORDER BY n.id
