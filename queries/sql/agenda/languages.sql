-- How many titles each jurisdiction has in each language only.
SELECT lead AS jurisdiction, CASE WHEN titles ->> '$.en' IS NULL THEN 'fr' ELSE 'en' END AS language, count(*) AS n
FROM initiative
WHERE lead IS NOT NULL AND (titles ->> '$.en' IS NULL) <> (titles ->> '$.fr' IS NULL)
GROUP BY 1, 2 ORDER BY 1, 2
