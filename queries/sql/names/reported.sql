-- What a jurisdiction itself reported in an edition.
SELECT c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.language
FROM claim AS c JOIN node AS n ON n.id = c.subject
WHERE c.edition = :edition AND c.kind IN ('initiative', 'partnership', 'need')
  AND (c.reported_by = :jurisdiction OR c.reported_by IN (SELECT alias FROM same_as WHERE id = :jurisdiction))
  AND (c.object IS NULL OR c.object IN (SELECT id FROM node))
ORDER BY c.number
