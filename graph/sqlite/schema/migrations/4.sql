-- From schema 3 to 4: what people say an initiative is not about is set aside.

CREATE TABLE set_aside (
    number    INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    object    TEXT,
    value     TEXT,
    qualifier TEXT,
    language  TEXT
) STRICT;
