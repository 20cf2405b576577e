/** What analysts say of companies: which was renamed, acquired, or belongs to which. Whose addresses are one person’s, as a .mailmap states it. Versions of the score model. */
export const schema3 = `
CREATE SEQUENCE evidence.company_link_ids;
-- child and parent as written: a domain or a name.
CREATE TABLE evidence.company_links (
  link_id INTEGER NOT NULL DEFAULT nextval('evidence.company_link_ids'), child VARCHAR NOT NULL, parent VARCHAR NOT NULL, kind VARCHAR NOT NULL, note VARCHAR,
  created_at TIMESTAMP NOT NULL
);
-- Derived: the companies that the two ends of each link stand for.
CREATE TABLE evidence.company_link_keys (link_id INTEGER NOT NULL, child_key VARCHAR NOT NULL, parent_key VARCHAR NOT NULL);

-- Commits under commit_name (any name where NULL) and commit_email are by the person of proper_name and proper_email; what is NULL is not corrected.
CREATE TABLE dev.mailmap (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, proper_name VARCHAR, proper_email VARCHAR, commit_name VARCHAR, commit_email VARCHAR NOT NULL
);

-- Attributions, claims and account matches drawn at random to be judged without seeing how they were found; only they measure precision.
-- Subject and object are those of decisions of that kind.
CREATE TABLE evidence.blind_items (
  sample_id INTEGER NOT NULL, item_no INTEGER NOT NULL, kind VARCHAR NOT NULL, subject VARCHAR NOT NULL, object VARCHAR, evidence_group VARCHAR NOT NULL,
  seed VARCHAR NOT NULL, drawn_at TIMESTAMP NOT NULL
);

-- Decisions of one stroke carry the id of its first; one undo takes all of them back. Rows of earlier versions are strokes of their own.
ALTER TABLE evidence.decisions ADD COLUMN batch BIGINT;
DROP VIEW evidence.active_decisions;
CREATE VIEW evidence.standing_decisions AS
  SELECT * REPLACE (coalesce(batch, decision_id) AS batch) FROM evidence.decisions d
  WHERE d.reverts IS NULL AND NOT EXISTS (SELECT 1 FROM evidence.decisions r WHERE r.reverts = d.decision_id);
-- Those that decide: “unsure” is kept and decides nothing.
CREATE VIEW evidence.active_decisions AS SELECT * FROM evidence.standing_decisions WHERE verdict IS DISTINCT FROM 'unsure';

-- Derived, in the order of the people: every claim about a person nobody takes for a bot, the verdict that counts, and the employer it names. One row per claim_key.
CREATE TABLE evidence.person_claims (
  person_id INTEGER NOT NULL, claim_key VARCHAR NOT NULL, addressee VARCHAR NOT NULL, provider VARCHAR NOT NULL, name VARCHAR, title VARCHAR, company VARCHAR, domain VARCHAR,
  profile_url VARCHAR, location VARCHAR, claimed_email VARCHAR, confidence DOUBLE, current BOOLEAN NOT NULL, started_at TIMESTAMP, ended_at TIMESTAMP,
  company_key VARCHAR, is_ambiguous BOOLEAN NOT NULL, verdict VARCHAR, sureness DOUBLE, verifier VARCHAR, version VARCHAR, model VARCHAR, reason VARCHAR, quotes VARCHAR[]
);
-- Derived, in the order of the keys: whom a claim is about.
CREATE TABLE evidence.claim_people (claim_key VARCHAR NOT NULL, person_id INTEGER NOT NULL);
-- Derived: companies that only claims found incorrect name. They are companies once a person finds such a claim correct.
CREATE TABLE evidence.claimed_companies (company_id INTEGER NOT NULL, company_key VARCHAR NOT NULL, name VARCHAR NOT NULL, domain VARCHAR);
-- Resolutions of earlier versions kept none of this.
DELETE FROM ops.settings WHERE key = 'resolved_version';

-- Versions of the score model, and which was put in force when; both append-only. Version 0 is the method's and not stored.
CREATE TABLE ops.score_models (
  version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, note VARCHAR, author VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL, model JSON NOT NULL
);
CREATE TABLE ops.score_model_choices (choice_id INTEGER PRIMARY KEY, version INTEGER NOT NULL, author VARCHAR NOT NULL, chosen_at TIMESTAMP NOT NULL, note VARCHAR);

-- Section 9 for the subjects of a run that have dated events, and what decided it; made when first asked for.
CREATE TABLE result.lifecycle_runs (run_id INTEGER NOT NULL, parameters JSON NOT NULL);
CREATE TABLE result.lifecycle (
  run_id INTEGER NOT NULL, subject_id INTEGER NOT NULL, stage VARCHAR, is_sparse BOOLEAN NOT NULL, since TIMESTAMP NOT NULL,
  dormant_at TIMESTAMP, pioneering_at TIMESTAMP, surge_at TIMESTAMP, evaluation_at TIMESTAMP, decisioning_at TIMESTAMP, surged_at TIMESTAMP,
  has_open_opportunity BOOLEAN NOT NULL, outreach BOOLEAN NOT NULL, events BIGINT NOT NULL, last_at TIMESTAMP NOT NULL,
  recent_people INTEGER NOT NULL, recent_events INTEGER NOT NULL, usual_events DOUBLE NOT NULL
);
`
