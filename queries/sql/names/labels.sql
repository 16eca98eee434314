SELECT n.id, n.kind, coalesce(
    (SELECT name FROM jurisdiction WHERE id = n.id), (SELECT label FROM theme WHERE id = n.id),
    (SELECT title FROM initiative WHERE id = n.id), (SELECT text FROM need WHERE id = n.id),
    (SELECT i.title FROM partnership AS p JOIN initiative AS i ON i.id = p.initiative WHERE p.id = n.id), n.id) AS name
FROM node AS n WHERE n.id IN (SELECT value FROM json_each(:nodes))
