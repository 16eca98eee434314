-- The cosine of the texts of one jurisdiction and each other.
SELECT b.jurisdiction AS id, sum(a.weight * b.weight) AS alike
FROM speaks_of AS a CROSS JOIN speaks_of AS b ON b.word = a.word
WHERE a.jurisdiction = :of
GROUP BY b.jurisdiction
ORDER BY b.jurisdiction
