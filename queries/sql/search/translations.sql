-- The translations of words, the likeliest first.
SELECT word, other, likely
FROM (SELECT t.word, t.other, t.likely, row_number() OVER (PARTITION BY t.word ORDER BY t.likely DESC, t.other) AS nth
      FROM json_each(:words) AS w CROSS JOIN {search}_translation AS t ON t.word = w.value)
WHERE nth <= 8 ORDER BY word, nth
