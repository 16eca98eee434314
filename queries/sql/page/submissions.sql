-- Who sent a report for each edition, and who did not.
SELECT edition AS subject, jurisdiction, received FROM submission ORDER BY edition, jurisdiction
