-- Which of these identifiers the audience knows, present ones and those that were put together with others.
SELECT id FROM node WHERE id IN (SELECT value FROM json_each(:names))
UNION SELECT alias FROM same_as WHERE alias IN (SELECT value FROM json_each(:names))
ORDER BY 1
