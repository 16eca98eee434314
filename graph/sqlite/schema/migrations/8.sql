-- From schema 7 to 8: claims, mentions, places and texts are numbered within their source: from the number of the source times
-- 2^28. What holds by decision, and what was rejected, is derived anew from the file of decisions.

INSERT INTO detail SELECT * FROM rejected_claim;
DELETE FROM rejected_claim;
DELETE FROM detail WHERE mention > (SELECT value + 0 FROM metadata WHERE key = 'last mention of sources');
DELETE FROM mention WHERE number > (SELECT value + 0 FROM metadata WHERE key = 'last mention of sources');
DELETE FROM metadata WHERE key = 'last mention of sources';

CREATE TABLE IF NOT EXISTS proposed_claim (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT, value TEXT,
    qualifier TEXT, language TEXT, edition TEXT, reported_by TEXT, place INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    rule TEXT NOT NULL, confidence REAL, visible_from INTEGER NOT NULL
) STRICT;

CREATE TEMP TABLE new_place AS
SELECT number, (source << 28) + row_number() OVER (PARTITION BY source ORDER BY number) AS new FROM place;
CREATE UNIQUE INDEX temp.new_place_number ON new_place (number);
CREATE TEMP TABLE new_mention AS
SELECT m.number, m.first, (p.source << 28) + row_number() OVER by_source AS new,
       (p.source << 28) + 1 + sum(m.last - m.first + 1) OVER by_source - (m.last - m.first + 1) AS new_first
FROM mention AS m JOIN place AS p ON p.number = m.place
WINDOW by_source AS (PARTITION BY p.source ORDER BY m.number);
CREATE UNIQUE INDEX temp.new_mention_number ON new_mention (number);
CREATE TEMP TABLE new_proposed AS
SELECT c.number, (p.source << 28) + row_number() OVER (PARTITION BY p.source ORDER BY c.number) AS new
FROM proposed_claim AS c JOIN place AS p ON p.number = c.place;
CREATE UNIQUE INDEX temp.new_proposed_number ON new_proposed (number);
CREATE TEMP TABLE new_unplaced AS
SELECT number, (source << 28) + row_number() OVER (PARTITION BY source ORDER BY number) AS new FROM unplaced;
CREATE UNIQUE INDEX temp.new_unplaced_number ON new_unplaced (number);

-- negative first, so that no new number meets an old one
UPDATE detail SET number = -(detail.number - n.first + n.new_first), mention = n.new FROM new_mention AS n
WHERE n.number = detail.mention;
UPDATE detail SET number = -number;
UPDATE mention SET place = p.new FROM new_place AS p WHERE p.number = mention.place;
UPDATE mention SET last = mention.last - mention.first + n.new_first, first = n.new_first, number = -n.new
FROM new_mention AS n WHERE n.number = mention.number;
UPDATE mention SET number = -number;
UPDATE proposed_claim SET place = p.new FROM new_place AS p WHERE p.number = proposed_claim.place;
UPDATE proposed_claim SET number = -n.new FROM new_proposed AS n WHERE n.number = proposed_claim.number;
UPDATE proposed_claim SET number = -number;
UPDATE place SET number = -n.new FROM new_place AS n WHERE n.number = place.number;
UPDATE place SET number = -number;
UPDATE unplaced SET number = -n.new FROM new_unplaced AS n WHERE n.number = unplaced.number;
UPDATE unplaced SET number = -number;

DROP TABLE new_place;
DROP TABLE new_mention;
DROP TABLE new_proposed;
DROP TABLE new_unplaced;
