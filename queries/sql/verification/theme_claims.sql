-- Which of some initiatives (:initiatives) are on some themes (:themes; narrower ones included); JSON lists.
SELECT t.initiative, min(t.claim) AS claim FROM initiative_theme AS t
WHERE t.initiative IN (SELECT value FROM json_each(:initiatives))
    AND t.theme IN (SELECT theme FROM theme_within WHERE broader IN (SELECT value FROM json_each(:themes)))
GROUP BY t.initiative ORDER BY t.initiative
