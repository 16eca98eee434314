-- Words with some prefixes, and the number of texts that contain each.
SELECT p.value AS prefix, w.word, w.texts
FROM json_each(:prefixes) AS p CROSS JOIN {search}_word AS w ON w.word >= p.value AND w.word < p.value || :end
ORDER BY prefix, w.word
