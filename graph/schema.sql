-- An Accord graph in one SQLite file. Names are for people: open it with any SQLite browser.
--
-- What was said:    source, place, claim, approval, unplaced
-- What it adds up to (made anew from the claims at each load): everything from "same_as" on
--
-- Audiences are numbers: 0 public, 1 members, 2 secretariat. A claim is seen by the audiences from visible_from on.
-- What claims add up to is made for each audience on its own, from the claims it may see and from no others, so that
-- no text, count, edge or order can come from one that it may not. Audiences that see the same claims share one
-- graph: "about" says which ("graph of secretariat" is 1 where nothing is withheld). In keys the audience comes last:
-- the other columns tell far more rows apart, and without statistics SQLite weighs columns by their place.

CREATE TABLE about (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    number       INTEGER PRIMARY KEY,            -- in the order of loading
    id           TEXT NOT NULL UNIQUE,           -- SHA-256 of the file
    name         TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    language     TEXT,
    edition      TEXT,
    version_of   INTEGER REFERENCES source ON DELETE SET NULL,  -- an earlier one, in another language
    visible_from INTEGER NOT NULL DEFAULT 2
) STRICT;

CREATE TABLE place (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    page   INTEGER,
    sheet  TEXT,
    cell   TEXT,
    line   INTEGER,
    quote  TEXT
) STRICT;
CREATE INDEX place_source ON place (source);

CREATE TABLE claim (
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    predicate    TEXT NOT NULL,
    object       TEXT,                           -- an identifier
    value        TEXT,
    qualifier    TEXT,                           -- a role, a kind of date, a rank
    language     TEXT,
    edition      TEXT,
    reported_by  TEXT,                           -- null: the council's own words
    place        INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    stated       INTEGER NOT NULL,               -- 0: inferred, by the rule
    rule         TEXT NOT NULL,
    visible_from INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_subject ON claim (kind, subject, number);
CREATE INDEX claim_place ON claim (place);
CREATE INDEX claim_submission ON claim (edition, reported_by);

CREATE TABLE approval (                          -- the member's decision; 'council' stands for the council's own words
    jurisdiction TEXT NOT NULL,
    edition      TEXT NOT NULL,
    approval     TEXT NOT NULL CHECK (approval IN ('public', 'members', 'withheld')),
    PRIMARY KEY (jurisdiction, edition)
) STRICT;

CREATE TABLE unplaced (                          -- what a reader saw and could not place
    number       INTEGER PRIMARY KEY,
    source       INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    page         INTEGER,
    line         INTEGER,
    text         TEXT NOT NULL,
    reported_by  TEXT,
    edition      TEXT,
    visible_from INTEGER NOT NULL
) STRICT;

-- Nodes ---------------------------------------------------------------------------------------------------------

CREATE TABLE same_as (                           -- two names of one node; claims keep the name they were made with
    audience INTEGER NOT NULL,
    alias    TEXT NOT NULL,
    id       TEXT NOT NULL,
    rule     TEXT NOT NULL,
    PRIMARY KEY (alias, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspect (                           -- two nodes that may be one: a person decides (accord review)
    audience INTEGER NOT NULL,
    one      TEXT NOT NULL,
    other    TEXT NOT NULL,
    kind     TEXT NOT NULL,                      -- initiative, jurisdiction
    rule     TEXT NOT NULL,
    score    REAL NOT NULL,                      -- how likely, from 0 to 1
    PRIMARY KEY (one, other, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE node (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    kind         TEXT NOT NULL,
    PRIMARY KEY (id, audience)
) STRICT;

CREATE TABLE jurisdiction (
    audience      INTEGER NOT NULL,
    id            TEXT NOT NULL,
    level         TEXT NOT NULL,
    names         TEXT NOT NULL,                 -- JSON, language to text, as are all plurals of texts
    abbreviations TEXT NOT NULL,
    codes         TEXT NOT NULL,
    part_of       TEXT,
    name_en       TEXT AS (names ->> '$.en'),
    name_fr       TEXT AS (names ->> '$.fr'),
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (part_of, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE theme (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    labels       TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    broader      TEXT,
    scheme       TEXT NOT NULL,
    label_en     TEXT AS (labels ->> '$.en'),
    label_fr     TEXT AS (labels ->> '$.fr'),
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (broader, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE edition (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    rank         INTEGER NOT NULL,               -- 1 is the earliest
    published    TEXT,
    language     TEXT,
    received     INTEGER,                        -- how many submissions the council says it received
    priorities   TEXT NOT NULL,                  -- JSON, a list of texts by language
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE initiative (
    audience          INTEGER NOT NULL,
    id                TEXT NOT NULL,
    kind              TEXT NOT NULL,
    titles            TEXT NOT NULL,
    summaries         TEXT NOT NULL,
    lead              TEXT,
    status            TEXT,
    part_of           TEXT,
    external_partners TEXT NOT NULL,             -- JSON, a list
    claim             INTEGER NOT NULL,          -- the claim of its title
    title_en          TEXT AS (titles ->> '$.en'),
    title_fr          TEXT AS (titles ->> '$.fr'),
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (lead, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (part_of, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX initiative_lead ON initiative (lead, audience);
CREATE INDEX initiative_part_of ON initiative (part_of, audience);

CREATE TABLE partnership (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    initiative   TEXT,
    since        TEXT,
    until        TEXT,
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX partnership_initiative ON partnership (initiative, audience);

CREATE TABLE need (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    kind         TEXT NOT NULL,                  -- 'ask': one asks; 'theme': several are interested
    by           TEXT,
    texts        TEXT NOT NULL,
    initiative   TEXT,
    edition      TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (id, audience),
    FOREIGN KEY (id, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (by, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Facts between nodes; `claim` is the one that says it: the first that states it, else the first that implies it ----

CREATE TABLE submission (
    audience     INTEGER NOT NULL,
    edition      TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    received     INTEGER NOT NULL,
    approval     TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (edition, jurisdiction, audience),
    FOREIGN KEY (edition, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (jurisdiction, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_edition (
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    edition      TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, edition, audience),
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (edition, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_initiative ON initiative_edition (edition, audience);

CREATE TABLE initiative_theme (
    audience     INTEGER NOT NULL,
    theme        TEXT NOT NULL,
    initiative   TEXT NOT NULL,
    stated       INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, initiative, audience),
    FOREIGN KEY (theme, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_of_initiative ON initiative_theme (initiative, audience);

CREATE TABLE initiative_date (
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    kind         TEXT NOT NULL,
    edtf         TEXT NOT NULL,
    "start"      TEXT NOT NULL,
    "end"        TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, kind, edtf, audience),
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership_member (
    audience     INTEGER NOT NULL,
    partnership  TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    role         TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, jurisdiction, audience),
    FOREIGN KEY (partnership, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (jurisdiction, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX member_partnership ON partnership_member (jurisdiction, audience);

CREATE TABLE partnership_theme (                 -- stated of it, or that of its initiative
    audience     INTEGER NOT NULL,
    partnership  TEXT NOT NULL,
    theme        TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, theme, audience),
    FOREIGN KEY (partnership, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (theme, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE need_theme (
    audience     INTEGER NOT NULL,
    theme        TEXT NOT NULL,
    need         TEXT NOT NULL,
    stated       INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, need, audience),
    FOREIGN KEY (theme, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (need, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE takes_part (                        -- leads, and partners also of what a component's partner works on
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    role         TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, jurisdiction, role, audience),
    FOREIGN KEY (initiative, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (jurisdiction, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX takes_part_jurisdiction ON takes_part (jurisdiction, audience);

-- Made for speed -------------------------------------------------------------------------------------------------

CREATE TABLE theme_within (                      -- a theme, itself and all that is broader
    audience INTEGER NOT NULL,
    theme    TEXT NOT NULL,
    broader  TEXT NOT NULL,
    PRIMARY KEY (broader, theme, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE works_on (                          -- how many initiatives, as each audience may count them
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    theme        TEXT NOT NULL,                  -- narrower themes count too; a component counts as its whole
    n            INTEGER NOT NULL,
    led          INTEGER NOT NULL,
    PRIMARY KEY (theme, jurisdiction, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (                              -- every name a node answers to
    audience     INTEGER NOT NULL,
    folded       TEXT NOT NULL,                  -- lower case, no accents
    node         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    language     TEXT,
    form         TEXT NOT NULL,                  -- name, abbreviation, label, alternative, title
    text         TEXT NOT NULL,
    FOREIGN KEY (node, audience) REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX name_folded ON name (folded, audience);
CREATE INDEX name_node ON name (node, audience);

-- Full text, one table for each audience whose nodes are its own (see graph/search_index.py): the order of answers
-- must not depend on texts that the audience may not see.
CREATE VIRTUAL TABLE search_public USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 5'
);
CREATE VIRTUAL TABLE search_members USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 5'
);
CREATE VIRTUAL TABLE search_secretariat USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 5'
);
