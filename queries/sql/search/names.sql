-- The other names of themes and jurisdictions, by name.
SELECT DISTINCT a.folded AS typed, b.folded AS other
FROM name AS a
JOIN name AS b ON b.node = a.node AND b.kind = a.kind
WHERE a.folded IN (SELECT value FROM json_each(:spans)) AND b.folded <> a.folded
    AND a.kind IN ('theme', 'jurisdiction')
    AND b.kind IN ('theme', 'jurisdiction')  -- says nothing new, but keeps SQLite from going through all titles
ORDER BY typed, other
