-- The indexes of schema.sql, created after the rows are inserted.

-- of claim tables
CREATE INDEX IF NOT EXISTS place_source ON place (source);
CREATE INDEX IF NOT EXISTS mention_subject ON mention (subject, kind, visible_from);
CREATE INDEX IF NOT EXISTS mention_report ON mention (edition, reported_by);
CREATE INDEX IF NOT EXISTS mention_place ON mention (place);
CREATE INDEX IF NOT EXISTS detail_object ON detail (object) WHERE predicate IN ('initiative', 'member');
CREATE INDEX IF NOT EXISTS proposed_claim_subject ON proposed_claim (subject);
CREATE INDEX IF NOT EXISTS proposed_claim_place ON proposed_claim (place);

-- of derived tables
CREATE INDEX IF NOT EXISTS initiative_lead ON initiative (lead, audience, kind);
CREATE INDEX IF NOT EXISTS initiative_part_of ON initiative (part_of, audience) WHERE part_of IS NOT NULL;
CREATE INDEX IF NOT EXISTS partnership_initiative ON partnership (initiative, audience);
CREATE INDEX IF NOT EXISTS need_by ON need (by, audience);
CREATE INDEX IF NOT EXISTS need_initiative ON need (initiative, audience) WHERE initiative IS NOT NULL;
CREATE INDEX IF NOT EXISTS edition_initiative ON initiative_edition (edition, audience);
CREATE INDEX IF NOT EXISTS theme_of_initiative ON initiative_theme (initiative, audience);
CREATE INDEX IF NOT EXISTS date_start ON initiative_date ("start", "end", initiative, kind, audience);
CREATE INDEX IF NOT EXISTS member_partnership ON partnership_member (jurisdiction, audience);
CREATE INDEX IF NOT EXISTS takes_part_jurisdiction ON takes_part (jurisdiction, role, initiative, audience);
CREATE INDEX IF NOT EXISTS works_on_jurisdiction ON works_on (jurisdiction, audience, theme, n, own);
CREATE INDEX IF NOT EXISTS jurisdiction_word_jurisdiction ON jurisdiction_word (jurisdiction, audience);
CREATE INDEX IF NOT EXISTS need_theme_of ON need_theme (need, audience);
CREATE INDEX IF NOT EXISTS loose_reference_of ON loose_reference (subject, kind, audience);
CREATE INDEX IF NOT EXISTS name_folded ON name (folded, audience);
CREATE INDEX IF NOT EXISTS name_node ON name (node, audience);
