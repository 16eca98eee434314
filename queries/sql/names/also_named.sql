SELECT DISTINCT kind, node FROM name WHERE folded = :folded AND node <> :chosen ORDER BY kind, node
