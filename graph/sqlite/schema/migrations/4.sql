-- From schema 3 to 4: a table for claims that people rejected.

CREATE TABLE set_aside (
    number    INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    object    TEXT,
    value     TEXT,
    qualifier TEXT,
    language  TEXT
) STRICT;
