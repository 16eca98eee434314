-- An Accord graph in one SQLite file. Names are for people: open it with any SQLite browser.
--
-- What was said:    source, place, claim, same_as, approval, unplaced
-- What it adds up to (made anew from the claims at each load): everything below "node"
--
-- visible_from and visible_to are audiences: 0 public, 1 members, 2 secretariat. A fact is seen by the audiences
-- from visible_from on. A node that looks different to different audiences has a row for each range of them.

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

CREATE TABLE same_as (                           -- two names of one node; claims keep the name they were made with
    alias  TEXT PRIMARY KEY,
    id     TEXT NOT NULL,
    rule   TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE
) STRICT;

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

CREATE TABLE node (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    visible_from INTEGER NOT NULL
) STRICT;

CREATE TABLE jurisdiction (
    id            TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from  INTEGER NOT NULL,
    visible_to    INTEGER NOT NULL,
    level         TEXT NOT NULL,
    names         TEXT NOT NULL,                 -- JSON, language to text, as are all plurals of texts
    abbreviations TEXT NOT NULL,
    codes         TEXT NOT NULL,
    part_of       TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    name_en       TEXT AS (names ->> '$.en'),
    name_fr       TEXT AS (names ->> '$.fr'),
    PRIMARY KEY (id, visible_from)
) STRICT;

CREATE TABLE theme (
    id           TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    visible_to   INTEGER NOT NULL,
    labels       TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    broader      TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    scheme       TEXT NOT NULL,
    label_en     TEXT AS (labels ->> '$.en'),
    label_fr     TEXT AS (labels ->> '$.fr'),
    PRIMARY KEY (id, visible_from)
) STRICT;

CREATE TABLE edition (
    id           TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    visible_to   INTEGER NOT NULL,
    rank         INTEGER NOT NULL,               -- 1 is the earliest
    published    TEXT,
    language     TEXT,
    received     INTEGER,                        -- how many submissions the council says it received
    priorities   TEXT NOT NULL,                  -- JSON, a list of texts by language
    PRIMARY KEY (id, visible_from)
) STRICT;

CREATE TABLE initiative (
    id                TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from      INTEGER NOT NULL,
    visible_to        INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    titles            TEXT NOT NULL,
    summaries         TEXT NOT NULL,
    lead              TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    status            TEXT,
    part_of           TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    external_partners TEXT NOT NULL,             -- JSON, a list
    claim             INTEGER NOT NULL,          -- the claim of its title
    title_en          TEXT AS (titles ->> '$.en'),
    title_fr          TEXT AS (titles ->> '$.fr'),
    PRIMARY KEY (id, visible_from)
) STRICT;
CREATE INDEX initiative_lead ON initiative (lead);
CREATE INDEX initiative_part_of ON initiative (part_of);

CREATE TABLE partnership (
    id           TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    visible_to   INTEGER NOT NULL,
    initiative   TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    since        TEXT,
    until        TEXT,
    PRIMARY KEY (id, visible_from)
) STRICT;
CREATE INDEX partnership_initiative ON partnership (initiative);

CREATE TABLE need (
    id           TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    visible_to   INTEGER NOT NULL,
    kind         TEXT NOT NULL,                  -- 'ask': one asks; 'theme': several are interested
    by           TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    texts        TEXT NOT NULL,
    initiative   TEXT REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    edition      TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (id, visible_from)
) STRICT;

-- Facts between nodes; `claim` is the one that shows it to the widest audience ------------------------------------

CREATE TABLE submission (
    edition      TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    jurisdiction TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    received     INTEGER NOT NULL,
    approval     TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (edition, jurisdiction)
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_edition (
    initiative   TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    edition      TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_initiative ON initiative_edition (edition);

CREATE TABLE initiative_theme (
    theme        TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    initiative   TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    stated       INTEGER NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, initiative)
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_of_initiative ON initiative_theme (initiative);

CREATE TABLE initiative_date (
    initiative   TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    kind         TEXT NOT NULL,
    edtf         TEXT NOT NULL,
    "start"      TEXT NOT NULL,
    "end"        TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, kind, edtf)
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership_member (
    partnership  TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    jurisdiction TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    role         TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, jurisdiction)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_partnership ON partnership_member (jurisdiction);

CREATE TABLE partnership_theme (                 -- stated of it, or that of its initiative
    partnership  TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    theme        TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE need_theme (
    theme        TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    need         TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    stated       INTEGER NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, need)
) STRICT, WITHOUT ROWID;

CREATE TABLE takes_part (                        -- leads, and partners also of what a component's partner works on
    initiative   TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    jurisdiction TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    role         TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, jurisdiction, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX takes_part_jurisdiction ON takes_part (jurisdiction);

-- Made for speed -------------------------------------------------------------------------------------------------

CREATE TABLE theme_within (                      -- a theme, itself and all that is broader
    theme   TEXT NOT NULL,
    broader TEXT NOT NULL,
    PRIMARY KEY (broader, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE works_on (                          -- how many initiatives, as each audience may count them
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    theme        TEXT NOT NULL,                  -- narrower themes count too; a component counts as its whole
    n            INTEGER NOT NULL,
    led          INTEGER NOT NULL,
    PRIMARY KEY (audience, theme, jurisdiction)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (                              -- every name a node answers to
    folded       TEXT NOT NULL,                  -- lower case, no accents
    node         TEXT NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
    kind         TEXT NOT NULL,
    language     TEXT,
    form         TEXT NOT NULL,                  -- name, abbreviation, label, alternative, title
    text         TEXT NOT NULL,
    visible_from INTEGER NOT NULL
) STRICT;
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_node ON name (node);

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
