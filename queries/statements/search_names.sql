-- The other names of the themes and jurisdictions that are called so.
SELECT DISTINCT a.folded AS typed, b.folded AS other
FROM name AS a
JOIN name AS b ON b.node = a.node AND b.kind = a.kind
WHERE a.folded IN (SELECT value FROM json_each(:spans)) AND a.kind IN ('theme', 'jurisdiction') AND b.folded <> a.folded
ORDER BY typed, other
