-- From schema 5 to 6: rules say how sure they are, and what is likely but not sure is kept as a proposal. The table
-- proposed_claim and the view claim are created with the schema.

ALTER TABLE mention ADD COLUMN confidence REAL;
ALTER TABLE mention ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mention ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;
DROP VIEW IF EXISTS claim;
