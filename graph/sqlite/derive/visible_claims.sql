-- Temporary views of the claims that one audience may see, with aliases resolved. They are created while the audience's
-- graph is derived. The placeholders {subject}, {object} and the two joins are filled by visible_claims.py: where the
-- audience has no aliases, they are the bare columns and no joins. Mentions are all of them or, where a
-- change is derived, those in temp.affected_mention, whose subjects are nodes; in both cases in the order of their numbers.

-- subjects only: SQLite reads them from a covering index
CREATE TEMP VIEW visible_subject AS
SELECT m.kind, {subject} AS subject FROM {subjects} {subject_aliases} WHERE m.visible_from <= {audience};

CREATE TEMP VIEW visible_edition AS {editions};

-- NOT INDEXED: mentions are read in the order of their numbers; in the order of an index each row would be looked up alone
CREATE TEMP VIEW visible_mention AS
SELECT m.number, m.kind, {subject} AS subject, m.edition, m.stated, m.first, m.last
FROM {mentions} {subject_aliases}
WHERE m.visible_from <= {audience};

-- details carry no audience of their own: join them to visible_mention
CREATE TEMP VIEW visible_detail AS
SELECT d.number, d.predicate, {object} AS object, d.value, d.qualifier, d.language
FROM detail AS d {object_aliases};

CREATE TEMP VIEW visible_claim AS
SELECT d.number, m.kind, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.stated
FROM visible_mention AS m CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last;
