-- The cosine of the texts of one jurisdiction and each other.
SELECT b.jurisdiction AS id, sum(a.weight * b.weight) AS alike
FROM jurisdiction_word AS a CROSS JOIN jurisdiction_word AS b ON b.word = a.word
WHERE a.jurisdiction = :of
GROUP BY b.jurisdiction
ORDER BY b.jurisdiction
