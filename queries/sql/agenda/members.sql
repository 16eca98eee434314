-- The members whose report an edition received.
SELECT jurisdiction FROM submission WHERE edition = :edition AND received = 1 ORDER BY jurisdiction
