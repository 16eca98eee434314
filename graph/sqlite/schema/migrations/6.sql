-- From schema 5 to 6: rules have a confidence, uncertain claims are kept as proposals, and tables get the standard terms of
-- record linkage and provenance. The table proposed_claim, the view claim and the derived tables are created afterwards.

ALTER TABLE mention ADD COLUMN confidence REAL;
ALTER TABLE mention ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mention ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN hints TEXT;
DROP VIEW IF EXISTS claim;
ALTER TABLE about RENAME TO metadata;
ALTER TABLE set_aside RENAME TO rejected_claim;
DROP TABLE IF EXISTS suspect;      -- now candidate_pair
DROP TABLE IF EXISTS works_with;   -- now collaboration
DROP TABLE IF EXISTS asks_about;   -- now need_count
DROP TABLE IF EXISTS speaks_of;    -- now jurisdiction_word
DROP TABLE IF EXISTS known_since;  -- now first_evidence
