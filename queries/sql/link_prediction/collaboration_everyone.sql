-- All jurisdictions with their statistics.
SELECT j.id, j.level, j.part_of, coalesce(a.initiatives, 0) AS initiatives, coalesce(a.partners, 0) AS partners,
       coalesce(a.recent, 0) AS recent, coalesce(a.met, 0) AS met, coalesce(a.works, 0) AS works,
       coalesce(a.breadth, 0) AS breadth, coalesce(a.asking, 0) AS asking
FROM jurisdiction AS j LEFT JOIN activity AS a ON a.jurisdiction = j.id
ORDER BY j.id
