-- What initiatives are called and about, with the themes that are stated of them, not inferred.
SELECT i.id, i.titles, i.summaries, json_group_array(t.theme) AS themes
FROM initiative AS i JOIN initiative_theme AS t ON t.initiative = i.id AND t.stated = 1
GROUP BY i.id ORDER BY i.id
