-- What one audience may hear, before it adds up to anything: "told" has the mentions, "detail_of" their claims, both
-- under the present identifiers of what they are about; "fact" joins them. Where no two names are of one node there is
-- nothing to look up: {subject} and {object} are the bare columns then, and {aliases} are empty. Mentions are gone through
-- as they were said: in the order of an index each of them would be looked for on its own.

CREATE TEMP VIEW spoken_of AS                     -- what mentions are about, in the order of an index that has all of it
SELECT m.kind, {subject} AS subject FROM mention AS m {subject_aliases} WHERE m.visible_from <= {audience};

CREATE TEMP VIEW told AS
SELECT m.number, m.kind, {subject} AS subject, m.edition, m.stated, m.first, m.last
FROM mention AS m NOT INDEXED {subject_aliases}
WHERE m.visible_from <= {audience};

CREATE TEMP VIEW detail_of AS
SELECT d.number, d.predicate, {object} AS object, d.value, d.qualifier, d.language
FROM detail AS d {object_aliases};

CREATE TEMP VIEW fact AS
SELECT d.number, m.kind, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.stated
FROM told AS m CROSS JOIN detail_of AS d ON d.number BETWEEN m.first AND m.last;
