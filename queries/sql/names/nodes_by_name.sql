SELECT DISTINCT node FROM name WHERE folded = :folded AND kind = :kind ORDER BY node LIMIT 4
