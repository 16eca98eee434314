-- Submissions by edition: received or not.
SELECT edition AS subject, jurisdiction, received FROM submission ORDER BY edition, jurisdiction
