-- The reports of a jurisdiction, or of a government that it belongs to, received or missing; a row without an edition
-- stands for the reports of all.
WITH RECURSIVE whole (id) AS (
    SELECT :jurisdiction
    UNION
    SELECT j.part_of FROM jurisdiction AS j JOIN whole AS w ON j.id = w.id WHERE j.part_of IS NOT NULL
)
SELECT s.edition, s.received FROM submission AS s
WHERE s.jurisdiction IN (SELECT id FROM whole) AND (:edition IS NULL OR s.edition = :edition)
UNION ALL
SELECT NULL, 0 WHERE EXISTS (SELECT 1 FROM submission)
