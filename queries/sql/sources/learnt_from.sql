-- The submissions that an audience (0: the public) sees, and how many documents: what weights are learnt from.
SELECT a.jurisdiction, a.edition, (SELECT count(*) FROM main.source WHERE visible_from <= :level) AS documents
FROM main.approval AS a
WHERE CASE a.approval WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END <= :level
ORDER BY a.edition, a.jurisdiction
