MATCH (i:Initiative)
WHERE i.generation = $generation AND i.lead IS NOT NULL
WITH i, i.titles CONTAINS '"en":' AS english, i.titles CONTAINS '"fr":' AS french WHERE english <> french
WITH i.lead AS jurisdiction, CASE WHEN english THEN 'en' ELSE 'fr' END AS language, count(*) AS n
RETURN jurisdiction, language, n ORDER BY jurisdiction, language
