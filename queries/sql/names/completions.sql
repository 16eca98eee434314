SELECT DISTINCT id AS text FROM node WHERE (:kind = 'node' OR kind = :kind)
    AND lower(substr(id, 1, length(:start))) = lower(:start)
UNION
SELECT text FROM name WHERE (:kind = 'node' OR kind = :kind) AND substr(folded, 1, length(:folded)) = :folded
ORDER BY 1 LIMIT 50
