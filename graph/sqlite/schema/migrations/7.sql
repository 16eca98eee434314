-- From schema 6 to 7: a log of decisions on who may see what. The pairs of language versions are found for each audience.

CREATE TABLE IF NOT EXISTS approval_log (
    number       INTEGER PRIMARY KEY,
    at           TEXT NOT NULL,
    by           TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    edition      TEXT NOT NULL,
    before       TEXT NOT NULL,
    after        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    authority    TEXT NOT NULL
) STRICT;
