// Constraints and indexes, one statement each. Every node of a graph has a `generation`, the number of
// the load that wrote it; (:Accord) holds the current one. Nodes of other generations belong to a running or failed load.

CREATE CONSTRAINT accord_one IF NOT EXISTS FOR (n:Accord) REQUIRE n.format IS UNIQUE;
CREATE CONSTRAINT accord_node IF NOT EXISTS FOR (n:Node) REQUIRE (n.id, n.generation) IS UNIQUE;
CREATE CONSTRAINT accord_source IF NOT EXISTS FOR (n:Source) REQUIRE (n.number, n.generation) IS UNIQUE;
CREATE CONSTRAINT accord_submission IF NOT EXISTS
  FOR (n:Submission) REQUIRE (n.edition, n.jurisdiction, n.generation) IS UNIQUE;
CREATE INDEX accord_id_hash IF NOT EXISTS FOR (n:Node) ON (n.id_hash, n.generation);
CREATE INDEX accord_jurisdiction IF NOT EXISTS FOR (n:Jurisdiction) ON (n.id, n.generation);
CREATE INDEX accord_initiative IF NOT EXISTS FOR (n:Initiative) ON (n.id, n.generation);
CREATE INDEX accord_theme IF NOT EXISTS FOR (n:Theme) ON (n.id, n.generation);
CREATE INDEX accord_need IF NOT EXISTS FOR (n:Need) ON (n.id, n.generation);
CREATE INDEX accord_partnership IF NOT EXISTS FOR (n:Partnership) ON (n.id, n.generation);
CREATE INDEX accord_edition IF NOT EXISTS FOR (n:Edition) ON (n.id, n.generation);
// a claim is found by the number of the last mention that begins at or before it
CREATE INDEX accord_claim IF NOT EXISTS FOR (n:Claim) ON (n.generation, n.number);
CREATE INDEX accord_alias IF NOT EXISTS FOR (n:Alias) ON (n.alias, n.generation);
CREATE INDEX accord_first_on_theme IF NOT EXISTS FOR (n:FirstOnTheme) ON (n.theme, n.generation);
CREATE INDEX accord_searched IF NOT EXISTS FOR (n:Node) ON (n.searched, n.generation);
CREATE INDEX accord_posting_list IF NOT EXISTS FOR (n:PostingList) ON (n.generation, n.first);
CREATE INDEX accord_posting IF NOT EXISTS FOR (n:Posting) ON (n.word, n.generation);
CREATE INDEX accord_translation IF NOT EXISTS FOR (n:Translation) ON (n.word, n.generation);
// names may be longer than an index takes: their beginnings are indexed
CREATE INDEX accord_title_en IF NOT EXISTS FOR (n:Initiative) ON (n.start_en, n.generation);
CREATE INDEX accord_title_fr IF NOT EXISTS FOR (n:Initiative) ON (n.start_fr, n.generation);
CREATE INDEX accord_name IF NOT EXISTS FOR (n:Name) ON (n.start, n.generation);
