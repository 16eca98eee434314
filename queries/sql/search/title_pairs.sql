-- Titles that exist in both languages.
SELECT DISTINCT title_en, title_fr FROM initiative
WHERE title_en IS NOT NULL AND title_fr IS NOT NULL ORDER BY title_en, title_fr
