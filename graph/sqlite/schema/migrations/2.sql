-- From schema 1 to 2: a claim becomes a detail of a mention. Derived tables are rebuilt afterwards.

CREATE TABLE mention (
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    edition      TEXT,
    reported_by  TEXT,
    place        INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    stated       INTEGER NOT NULL,
    rule         TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    first        INTEGER NOT NULL,
    last         INTEGER NOT NULL
) STRICT;

CREATE TABLE detail (
    number    INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    object    TEXT,
    value     TEXT,
    qualifier TEXT,
    language  TEXT
) STRICT;

INSERT INTO mention
SELECT number, kind, subject, edition, reported_by, place, stated, rule, visible_from, number, number FROM claim;
INSERT INTO detail SELECT number, number, predicate, object, value, qualifier, language FROM claim;
DROP TABLE claim;
DROP TABLE IF EXISTS node;
