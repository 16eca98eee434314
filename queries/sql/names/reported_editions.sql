-- the editions for which a jurisdiction sent something, the latest last, and who may see it
SELECT s.edition, s.approval FROM submission AS s JOIN edition AS e ON e.id = s.edition
WHERE s.jurisdiction = :jurisdiction AND s.received = 1 ORDER BY e.rank
