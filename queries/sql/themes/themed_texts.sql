-- Titles and summaries of initiatives, with their stated themes, without inferred ones.
SELECT i.id, i.titles, i.summaries, json_group_array(t.theme) AS themes
FROM initiative AS i JOIN initiative_theme AS t ON t.initiative = i.id AND t.stated = 1
GROUP BY i.id ORDER BY i.id
