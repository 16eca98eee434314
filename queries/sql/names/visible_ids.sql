-- Which of some identifiers the audience may see, current ones and aliases.
SELECT id FROM node WHERE id IN (SELECT value FROM json_each(:names))
UNION SELECT alias FROM same_as WHERE alias IN (SELECT value FROM json_each(:names))
ORDER BY 1
