-- The editions for which a jurisdiction submitted a report, the latest last, with the approval.
SELECT s.edition, s.approval FROM submission AS s JOIN edition AS e ON e.id = s.edition
WHERE s.jurisdiction = :jurisdiction AND s.received = 1 ORDER BY e.rank
