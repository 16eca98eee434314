-- An Accord graph in one SQLite file. Names are for people: open it with any SQLite browser.
--
-- Claim tables:   source, place, mention, detail, rejected_claim, proposed_claim, approval, unplaced; the view "claim" joins
--                 mention and detail
-- Derived tables: everything from "same_as" on, rebuilt from the claims by each load
--
-- Audiences are numbers: 0 public, 1 members, 2 secretariat. A claim is visible to the audiences from visible_from on.
-- Derived tables are built for each audience separately, only from the claims visible to it, so that no text, count, edge
-- or order reveals another claim. Audiences that see the same claims share one graph: "metadata" has its number ("graph of
-- secretariat" is 1 if nothing is withheld). In keys the audience comes last: the other columns are far more selective,
-- and without statistics SQLite assumes the first column to be the most selective.
--
-- Indexes are in indexes.sql: they are created faster after the rows are inserted.
--
-- Foreign keys are declared as documentation. They are not enforced during a load, which would look up millions of parent
-- rows that it has just inserted; a test asks SQLite to check them afterwards.

CREATE TABLE metadata (
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
    hints        TEXT,                           -- JSON: what a person said of it (sender, date, edition …)
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

CREATE TABLE mention (                           -- consecutive claims about one subject, from one place, by one rule
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    edition      TEXT,
    reported_by  TEXT,                           -- null: the council's own text
    place        INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    stated       INTEGER NOT NULL,               -- 0: inferred, by the rule
    rule         TEXT NOT NULL,
    visible_from INTEGER NOT NULL,
    first        INTEGER NOT NULL,               -- the numbers of its details
    last         INTEGER NOT NULL,
    confidence   REAL,                           -- how sure the rule is, from 0 to 1, where it says so
    accepted     INTEGER NOT NULL DEFAULT 0,     -- 1: a proposal that a person accepted (decisions.yaml)
    proposed     INTEGER NOT NULL DEFAULT 0      -- 1: an open proposal, in a copy that includes them
) STRICT;

CREATE TABLE detail (                            -- one claim about the subject of its mention
    number    INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    object    TEXT,                              -- an identifier
    value     TEXT,
    qualifier TEXT,                              -- a role, a kind of date, a rank
    language  TEXT
) STRICT;

CREATE TABLE rejected_claim (                    -- details that a person rejected (decisions.yaml)
    number    INTEGER PRIMARY KEY,
    mention   INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    object    TEXT,
    value     TEXT,
    qualifier TEXT,
    language  TEXT
) STRICT;

CREATE VIEW claim AS
SELECT d.number, m.kind, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.reported_by,
       m.place, m.stated, m.rule, m.visible_from, m.confidence, m.accepted, m.proposed
FROM mention AS m JOIN detail AS d ON d.mention = m.number AND d.number BETWEEN m.first AND m.last;

CREATE TABLE proposed_claim (                    -- uncertain: nothing is derived from it until a person accepts it
    number       INTEGER PRIMARY KEY,            -- (accord review); it then becomes a mention with a detail
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    predicate    TEXT NOT NULL,
    object       TEXT,
    value        TEXT,
    qualifier    TEXT,
    language     TEXT,
    edition      TEXT,
    reported_by  TEXT,
    place        INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
    rule         TEXT NOT NULL,
    confidence   REAL,
    visible_from INTEGER NOT NULL
) STRICT;

CREATE TABLE approval (                          -- a member's decision; 'council': the council's own text
    jurisdiction TEXT NOT NULL,
    edition      TEXT NOT NULL,
    approval     TEXT NOT NULL CHECK (approval IN ('public', 'members', 'withheld')),
    PRIMARY KEY (jurisdiction, edition)
) STRICT;

CREATE TABLE approval_log (                      -- who decided what, when, why and on what authority; never deleted
    number       INTEGER PRIMARY KEY,
    at           TEXT NOT NULL,                  -- ISO 8601, UTC
    by           TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    edition      TEXT NOT NULL,
    before       TEXT NOT NULL,
    after        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    authority    TEXT NOT NULL
) STRICT;

CREATE TABLE unplaced (                          -- text that a reader made no claim of
    number       INTEGER PRIMARY KEY,
    source       INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    page         INTEGER,
    line         INTEGER,
    text         TEXT NOT NULL,
    reported_by  TEXT,
    edition      TEXT,
    visible_from INTEGER NOT NULL
) STRICT;

-- Nodes -----------------------------------------------------------------------------------------------------------

CREATE TABLE same_as (                           -- two identifiers of one node; claims keep their identifier
    audience INTEGER NOT NULL,
    alias    TEXT NOT NULL,
    id       TEXT NOT NULL,
    rule     TEXT NOT NULL,
    PRIMARY KEY (alias, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE candidate_pair (                    -- two nodes that may be duplicates, for a person to judge (accord review)
    audience INTEGER NOT NULL,
    one      TEXT NOT NULL,
    other    TEXT NOT NULL,
    kind     TEXT NOT NULL,                      -- initiative, jurisdiction
    rule     TEXT NOT NULL,
    score    REAL NOT NULL,                      -- from 0 to 1
    PRIMARY KEY (one, other, audience)
) STRICT, WITHOUT ROWID;

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
    FOREIGN KEY (part_of, audience) REFERENCES jurisdiction
) STRICT;

CREATE TABLE theme (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    labels       TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    broader      TEXT,
    scheme       TEXT NOT NULL,
    initiatives  INTEGER NOT NULL DEFAULT 0,     -- with it or a narrower one; a component counts as its initiative
    workers      INTEGER NOT NULL DEFAULT 0,     -- how many jurisdictions work on it or a narrower one
    label_en     TEXT AS (labels ->> '$.en'),
    label_fr     TEXT AS (labels ->> '$.fr'),
    PRIMARY KEY (id, audience),
    FOREIGN KEY (broader, audience) REFERENCES theme
) STRICT;

CREATE TABLE edition (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    rank         INTEGER NOT NULL,               -- 1 is the earliest
    published    TEXT,
    language     TEXT,
    received     INTEGER,                        -- submissions received, according to the council
    priorities   TEXT NOT NULL,                  -- JSON, a list of texts by language
    PRIMARY KEY (id, audience)
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
    lead_claim        INTEGER,                   -- and of its lead
    title_en          TEXT AS (titles ->> '$.en'),
    title_fr          TEXT AS (titles ->> '$.fr'),
    PRIMARY KEY (id, audience),
    FOREIGN KEY (lead, audience) REFERENCES jurisdiction,
    FOREIGN KEY (part_of, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership (
    audience     INTEGER NOT NULL,
    id           TEXT NOT NULL,
    initiative   TEXT,
    since        TEXT,
    until        TEXT,
    PRIMARY KEY (id, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

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
    FOREIGN KEY (by, audience) REFERENCES jurisdiction,
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

CREATE VIEW node AS                              -- an identifier belongs to one node of one kind
SELECT audience, id, 'jurisdiction' AS kind FROM jurisdiction
UNION ALL SELECT audience, id, 'theme' FROM theme
UNION ALL SELECT audience, id, 'edition' FROM edition
UNION ALL SELECT audience, id, 'initiative' FROM initiative
UNION ALL SELECT audience, id, 'partnership' FROM partnership
UNION ALL SELECT audience, id, 'need' FROM need;

-- Relations; `claim` is the first claim that states one, else the first that implies it ---------------------------

CREATE TABLE submission (
    audience     INTEGER NOT NULL,
    edition      TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    received     INTEGER NOT NULL,
    approval     TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    initiatives  INTEGER NOT NULL DEFAULT 0,     -- of that edition that it takes part in; a component counts as its initiative
    PRIMARY KEY (edition, jurisdiction, audience),
    FOREIGN KEY (edition, audience) REFERENCES edition,
    FOREIGN KEY (jurisdiction, audience) REFERENCES jurisdiction
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_edition (
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    edition      TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, edition, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative,
    FOREIGN KEY (edition, audience) REFERENCES edition
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_theme (
    audience     INTEGER NOT NULL,
    theme        TEXT NOT NULL,
    initiative   TEXT NOT NULL,
    stated       INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, initiative, audience),
    FOREIGN KEY (theme, audience) REFERENCES theme,
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_date (
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    kind         TEXT NOT NULL,
    edtf         TEXT NOT NULL,
    "start"      TEXT NOT NULL,
    "end"        TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, kind, edtf, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership_member (
    audience     INTEGER NOT NULL,
    partnership  TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    role         TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, jurisdiction, audience),
    FOREIGN KEY (partnership, audience) REFERENCES partnership,
    FOREIGN KEY (jurisdiction, audience) REFERENCES jurisdiction
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership_theme (                 -- stated, or the theme of its initiative
    audience     INTEGER NOT NULL,
    partnership  TEXT NOT NULL,
    theme        TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (partnership, theme, audience),
    FOREIGN KEY (partnership, audience) REFERENCES partnership,
    FOREIGN KEY (theme, audience) REFERENCES theme
) STRICT, WITHOUT ROWID;

CREATE TABLE need_theme (
    audience     INTEGER NOT NULL,
    theme        TEXT NOT NULL,
    need         TEXT NOT NULL,
    stated       INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (theme, need, audience),
    FOREIGN KEY (theme, audience) REFERENCES theme,
    FOREIGN KEY (need, audience) REFERENCES need
) STRICT, WITHOUT ROWID;

CREATE TABLE takes_part (                        -- leads and partners; a partner in a component is one in its initiative
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    role         TEXT NOT NULL,
    claim        INTEGER NOT NULL,
    PRIMARY KEY (initiative, jurisdiction, role, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative,
    FOREIGN KEY (jurisdiction, audience) REFERENCES jurisdiction
) STRICT, WITHOUT ROWID;

-- Statistics and lookup tables ------------------------------------------------------------------------------------

CREATE TABLE theme_within (                      -- a theme with itself and each broader theme
    audience INTEGER NOT NULL,
    theme    TEXT NOT NULL,
    broader  TEXT NOT NULL,
    PRIMARY KEY (broader, theme, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE first_evidence (                    -- since when an initiative is known, see lookup_tables.sql
    audience     INTEGER NOT NULL,
    initiative   TEXT NOT NULL,
    day          TEXT NOT NULL,                  -- YYYY-MM-DD; empty if unknown
    PRIMARY KEY (initiative, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

CREATE TABLE works_on (                          -- numbers of initiatives
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    theme        TEXT NOT NULL,                  -- narrower themes count too; a component counts as its initiative
    n            INTEGER NOT NULL,
    led          INTEGER NOT NULL,
    own          INTEGER NOT NULL,               -- with the theme itself, not a narrower one; components count separately
    PRIMARY KEY (theme, jurisdiction, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE collaboration (                     -- pairs of members of the same partnerships
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    partner      TEXT NOT NULL,                  -- each pair has two rows, one in each direction
    n            INTEGER NOT NULL,
    recent       REAL NOT NULL,                  -- partnerships with a day, weighted by it: twice as much a year later
    undated      INTEGER NOT NULL,               -- the number of those without (see derive/collaboration.py)
    claim        INTEGER NOT NULL,               -- the first that shows the membership of the one,
    other_claim  INTEGER NOT NULL,               -- and that of the other
    PRIMARY KEY (jurisdiction, partner, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership_day (                   -- numbers of partnerships by the day of their first evidence
    audience INTEGER NOT NULL,
    day      TEXT NOT NULL,
    n        INTEGER NOT NULL,
    PRIMARY KEY (audience, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE need_count (                        -- numbers of needs
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    theme        TEXT NOT NULL,                  -- of the need itself, not a broader one
    n            INTEGER NOT NULL,
    PRIMARY KEY (theme, jurisdiction, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (                          -- totals of each jurisdiction
    audience     INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    initiatives  INTEGER NOT NULL,
    partners     INTEGER NOT NULL,
    recent       REAL NOT NULL,                  -- partnerships with a day, weighted by it, as in collaboration
    undated      INTEGER NOT NULL,               -- the number of those without
    met          REAL NOT NULL,                  -- partners in each partnership with a day, weighted by it
    met_undated  INTEGER NOT NULL,               -- and in each without
    works        INTEGER NOT NULL,               -- the sum of n of works_on
    breadth      REAL NOT NULL,                  -- length of the vector of n in works_on, weighted by theme rarity
    asking       REAL NOT NULL,                  -- length of the vector of n in need_count, weighted by theme rarity
    recent_sum   TEXT NOT NULL,                  -- recent and met as exact integers in hexadecimal (see recency.py), so
    met_sum      TEXT NOT NULL,                  -- that a change adds and subtracts
    PRIMARY KEY (jurisdiction, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE loose_reference (                   -- what claims refer to and the row of the node does not show: other claims
    audience  INTEGER NOT NULL,                  -- prevail, or there is no such initiative; and the stated themes of
    object    TEXT NOT NULL,                     -- partnerships
    kind      TEXT NOT NULL,                     -- of the node that refers to it
    subject   TEXT NOT NULL,
    predicate TEXT NOT NULL,
    PRIMARY KEY (object, subject, predicate, kind, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE bilingual_title (                   -- a sample of the titles in both languages, of which translations are learnt
    audience   INTEGER NOT NULL,
    initiative TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    title_fr   TEXT NOT NULL,
    PRIMARY KEY (audience, initiative)
) STRICT, WITHOUT ROWID;

CREATE TABLE graph_count (                       -- totals of an audience's graph
    audience INTEGER NOT NULL,
    what     TEXT NOT NULL,                      -- the name of its full-text table, or 'bilingual': titles
    n        INTEGER NOT NULL,
    PRIMARY KEY (audience, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE jurisdiction_word (                 -- hashed words of each jurisdiction's initiatives; empty in large graphs
    audience     INTEGER NOT NULL,
    word         INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    weight       REAL NOT NULL,                  -- TF-IDF; the squares of a jurisdiction's weights add up to 1
    PRIMARY KEY (word, jurisdiction, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (                              -- names of jurisdictions and themes
    audience     INTEGER NOT NULL,
    folded       TEXT NOT NULL,                  -- lower case, no accents
    node         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    language     TEXT,
    form         TEXT NOT NULL,                  -- name, abbreviation, label, alternative
    text         TEXT NOT NULL
) STRICT;

CREATE TABLE title (                             -- titles of initiatives
    audience   INTEGER NOT NULL,
    folded     TEXT NOT NULL,
    initiative TEXT NOT NULL,
    language   TEXT NOT NULL,
    PRIMARY KEY (folded, initiative, language, audience),
    FOREIGN KEY (initiative, audience) REFERENCES initiative
) STRICT, WITHOUT ROWID;

-- Full text: one table for each audience that has a graph of its own (see derive/full_text.py), as the ranking of answers
-- must not depend on texts that the audience may not see.
CREATE VIRTUAL TABLE search_public USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_members USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_secretariat USING fts5 (
    node UNINDEXED, kind UNINDEXED, title, body, about, tokenize = 'unicode61 remove_diacritics 2'
);
