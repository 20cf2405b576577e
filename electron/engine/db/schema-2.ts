import { currentRecords, currentStageEntries, observedStages, recordTables } from './record-tables.ts'

/** People and deals of the CRM, claims of providers, package downloads, e-mail engagement, community handles, remembered mappings. */
export const schema2 = `
CREATE TABLE crm.contacts (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, record_id VARCHAR NOT NULL USING COMPRESSION uncompressed, kind VARCHAR NOT NULL USING COMPRESSION dict_fsst,
  email VARCHAR USING COMPRESSION uncompressed, name VARCHAR USING COMPRESSION uncompressed, title VARCHAR USING COMPRESSION dict_fsst, company VARCHAR USING COMPRESSION uncompressed,
  account_ids VARCHAR[] NOT NULL USING COMPRESSION uncompressed, linkedin VARCHAR USING COMPRESSION uncompressed,
  stage_raw VARCHAR USING COMPRESSION dict_fsst, stage VARCHAR NOT NULL USING COMPRESSION dict_fsst, owner VARCHAR USING COMPRESSION dict_fsst,
  country VARCHAR USING COMPRESSION dict_fsst, opted_out BOOLEAN, created_at TIMESTAMP, extra JSON USING COMPRESSION zstd, entered TIMESTAMP[]
);
CREATE TABLE crm.deals (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, record_id VARCHAR NOT NULL, name VARCHAR, account_ids VARCHAR[] NOT NULL,
  company VARCHAR, contact_ids VARCHAR[] NOT NULL, contact_emails VARCHAR[] NOT NULL, pipeline VARCHAR USING COMPRESSION dict_fsst, stage_raw VARCHAR USING COMPRESSION dict_fsst,
  stage VARCHAR NOT NULL USING COMPRESSION dict_fsst, amount DOUBLE, currency VARCHAR USING COMPRESSION dict_fsst,
  owner VARCHAR USING COMPRESSION dict_fsst, closes_at TIMESTAMP, closed_at TIMESTAMP, created_at TIMESTAMP, extra JSON USING COMPRESSION zstd,
  entered TIMESTAMP[]
);
-- Dated stages of deals from files that hold nothing else; the deals may come before, after or never.
CREATE TABLE crm.deal_history (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, record_id VARCHAR NOT NULL, stage_raw VARCHAR NOT NULL USING COMPRESSION dict_fsst,
  stage VARCHAR NOT NULL USING COMPRESSION dict_fsst, entered_at TIMESTAMP NOT NULL, amount DOUBLE, extra JSON USING COMPRESSION zstd
);
CREATE VIEW crm.current_contacts AS
  SELECT * FROM crm.contacts SEMI JOIN ops.imports USING (import_id) QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1;
CREATE VIEW crm.current_deals AS
  SELECT * FROM crm.deals SEMI JOIN ops.imports USING (import_id) QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1;

-- Rows count once their import is recorded. 'entered' holds the dated stages of a file read in one pass, in the order of its columns.
DROP VIEW crm.current_stage_history; DROP VIEW crm.current_accounts;
ALTER TABLE crm.accounts ADD COLUMN entered TIMESTAMP[];
CREATE VIEW crm.current_accounts AS
  SELECT * EXCLUDE (entered) FROM crm.accounts SEMI JOIN ops.imports USING (import_id)
  QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1;

-- What kind of record entered the stage: account, contact or deal.
ALTER TABLE crm.stage_history ADD COLUMN object VARCHAR DEFAULT 'account';
CREATE VIEW crm.current_stage_history AS
  SELECT h.* FROM crm.stage_history h SEMI JOIN crm.current_accounts a USING (import_id, source_row, record_id) WHERE h.object = 'account';
CREATE VIEW crm.current_contact_stages AS
  SELECT h.* FROM crm.stage_history h SEMI JOIN crm.current_contacts c USING (import_id, source_row, record_id) WHERE h.object = 'contact';
CREATE VIEW crm.current_deal_stages AS
  SELECT h.record_id, h.stage_raw, h.stage, h.entered_at FROM crm.stage_history h SEMI JOIN crm.current_deals d USING (import_id, source_row, record_id)
  WHERE h.object = 'deal'
  UNION ALL SELECT record_id, stage_raw, stage, entered_at FROM crm.deal_history;

CREATE TABLE crm.engagements (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, source_event_id VARCHAR, occurred_at TIMESTAMP NOT NULL, email VARCHAR NOT NULL,
  kind VARCHAR NOT NULL USING COMPRESSION dict_fsst, campaign VARCHAR USING COMPRESSION dict_fsst
);

-- Engagements that several imports state count once: by their id, else the k-th equal one of one import is the k-th of another.
CREATE VIEW crm.current_engagements AS
  SELECT * EXCLUDE (nth) FROM (
    SELECT *, row_number() OVER (PARTITION BY import_id, source_event_id, email, kind, campaign, occurred_at ORDER BY source_row) AS nth FROM crm.engagements)
  QUALIFY row_number() OVER (
    PARTITION BY source_event_id, CASE WHEN source_event_id IS NULL THEN {email: email, kind: kind, campaign: campaign, occurred_at: occurred_at, nth: nth} END
    ORDER BY import_id DESC, source_row DESC) = 1;

-- One answer of one provider about one person; a record may hold several (place).
CREATE TABLE evidence.claims (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, place INTEGER NOT NULL, provider VARCHAR NOT NULL USING COMPRESSION dict_fsst,
  github_id BIGINT, login VARCHAR, email VARCHAR, name VARCHAR, title VARCHAR, company VARCHAR, domain VARCHAR, profile_url VARCHAR,
  location VARCHAR, confidence DOUBLE, current BOOLEAN NOT NULL, started_at TIMESTAMP, ended_at TIMESTAMP, extra JSON USING COMPRESSION zstd
);

CREATE TABLE dev.downloads (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, registry VARCHAR NOT NULL, package VARCHAR NOT NULL, day TIMESTAMP NOT NULL,
  days INTEGER NOT NULL, downloads BIGINT NOT NULL, adds BOOLEAN NOT NULL
);
-- days: how many days from \`day\` the number covers. adds: the rows of a day add up within their import; else the last one states its total.
CREATE VIEW dev.current_downloads AS
  WITH of_imports AS (
    SELECT import_id, registry, package, day, days, CASE WHEN bool_or(adds) THEN CAST(sum(downloads) AS BIGINT) ELSE max_by(downloads, source_row) END AS downloads
    FROM dev.downloads GROUP BY import_id, registry, package, day, days)
  SELECT registry, package, day, days, max_by(downloads, import_id) AS downloads, max(import_id) AS import_id FROM of_imports GROUP BY registry, package, day, days;

-- Identity of a person in a community ('discord:8812'), and the name shown there.
ALTER TABLE dev.events ADD COLUMN handle VARCHAR;
ALTER TABLE dev.events ADD COLUMN actor_name VARCHAR;

-- Judgements of people. Append-only: a change of mind is a further row, and so is undoing one (column reverts). Subjects and objects are keys that
-- files state (person_key, company text, company_key, record id), so that a judgement finds them again whatever is imported or undone.
CREATE TABLE evidence.decisions (
  decision_id BIGINT PRIMARY KEY, data_version BIGINT NOT NULL, kind VARCHAR NOT NULL, scope VARCHAR NOT NULL, subject VARCHAR NOT NULL,
  object VARCHAR, verdict VARCHAR, target VARCHAR, reviewer VARCHAR NOT NULL, decided_at TIMESTAMP NOT NULL, queue VARCHAR NOT NULL, note VARCHAR,
  reverts BIGINT
);
CREATE VIEW evidence.active_decisions AS
  SELECT * FROM evidence.decisions d
  WHERE d.reverts IS NULL AND NOT EXISTS (SELECT 1 FROM evidence.decisions r WHERE r.reverts = d.decision_id);

-- Jobs: what was confirmed, what is asked for each item, every answer that was paid for, and every request that left this machine.
DROP TABLE ops.jobs; DROP TABLE ops.egress;
CREATE TABLE ops.jobs (
  job_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, label VARCHAR NOT NULL, state VARCHAR NOT NULL, parameters JSON NOT NULL,
  hosts VARCHAR[] NOT NULL, fields VARCHAR[] NOT NULL, money_limit DOUBLE, request_limit BIGINT, created_at TIMESTAMP NOT NULL, confirmed_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP, stop_reason VARCHAR
);
CREATE TABLE ops.job_items (
  job_id VARCHAR NOT NULL, item_no INTEGER NOT NULL, subject_key VARCHAR NOT NULL, input JSON NOT NULL USING COMPRESSION zstd, state VARCHAR NOT NULL,
  requests INTEGER NOT NULL, reused INTEGER NOT NULL, cost DOUBLE NOT NULL, cause VARCHAR, error VARCHAR
);
-- Keyed by what was asked, so that asking the same again costs nothing.
CREATE TABLE ops.answers (
  request_key VARCHAR PRIMARY KEY, job_id VARCHAR NOT NULL, provider VARCHAR NOT NULL, found BOOLEAN NOT NULL, body JSON NOT NULL USING COMPRESSION zstd,
  cost DOUBLE NOT NULL, usage JSON, milliseconds INTEGER NOT NULL, received_at TIMESTAMP NOT NULL
);
CREATE TABLE ops.egress (
  request_id VARCHAR NOT NULL, job_id VARCHAR NOT NULL, happened_at TIMESTAMP NOT NULL, host VARCHAR NOT NULL, purpose VARCHAR NOT NULL, fields VARCHAR[] NOT NULL,
  bytes_sent BIGINT NOT NULL, bytes_received BIGINT, status INTEGER, outcome VARCHAR NOT NULL, cost DOUBLE
);

-- Claims come from files (import_id) or from jobs (job_id); claimed_at is when a provider answered a job.
ALTER TABLE evidence.claims ALTER COLUMN import_id DROP NOT NULL;
ALTER TABLE evidence.claims ADD COLUMN job_id VARCHAR;
ALTER TABLE evidence.claims ADD COLUMN claimed_at TIMESTAMP;
-- A verdict is about what was claimed of whom (claim_key), wherever it was read; it outlives the import.
CREATE TABLE evidence.verdicts (
  claim_key VARCHAR NOT NULL, verifier VARCHAR NOT NULL, version VARCHAR NOT NULL, input_key VARCHAR NOT NULL, verdict VARCHAR NOT NULL, confidence DOUBLE NOT NULL,
  reason VARCHAR NOT NULL, detail JSON NOT NULL, model VARCHAR, tokens_in BIGINT, tokens_out BIGINT, cost DOUBLE, milliseconds INTEGER, job_id VARCHAR, judged_at TIMESTAMP NOT NULL
);

-- Every identity of a person and what joined it to the person; statements that were not followed, and why. Derived by resolve/.
CREATE TABLE dev.identities (
  person_id INTEGER NOT NULL, key VARCHAR NOT NULL, kind VARCHAR NOT NULL, value VARCHAR NOT NULL, reason VARCHAR NOT NULL, evidence VARCHAR,
  import_id INTEGER, source_row BIGINT
);
CREATE TABLE dev.refused_merges (one VARCHAR NOT NULL, other VARCHAR NOT NULL, reason VARCHAR NOT NULL, because VARCHAR NOT NULL);

-- What resolution found before any decision; with the decisions it makes evidence.attributions, evidence.matches and the companies of result.signals
-- again without reading an event. Companies that only decisions name have ids from 1,000,000,000.
CREATE TABLE evidence.person_evidence (
  person_id INTEGER NOT NULL, company_key VARCHAR NOT NULL, method VARCHAR NOT NULL, confidence DOUBLE NOT NULL, evidence VARCHAR NOT NULL,
  rank INTEGER NOT NULL, last_at TIMESTAMP, is_ambiguous BOOLEAN NOT NULL, valid_from TIMESTAMP, valid_to TIMESTAMP, is_past BOOLEAN NOT NULL
);
-- When the person worked there, where that is known.
ALTER TABLE evidence.attributions ADD COLUMN valid_from TIMESTAMP;
ALTER TABLE evidence.attributions ADD COLUMN valid_to TIMESTAMP;
ALTER TABLE evidence.attributions ADD COLUMN is_past BOOLEAN;
CREATE TABLE evidence.actor_evidence (
  actor_id INTEGER NOT NULL, person_id INTEGER, place TINYINT NOT NULL, company_key VARCHAR NOT NULL, method VARCHAR NOT NULL, confidence DOUBLE NOT NULL,
  company_text VARCHAR
);
CREATE TABLE evidence.account_companies (record_id VARCHAR NOT NULL, company_key VARCHAR NOT NULL);
CREATE TABLE evidence.match_candidates (
  company_key VARCHAR NOT NULL, record_id VARCHAR NOT NULL, method VARCHAR NOT NULL, confidence DOUBLE NOT NULL, evidence VARCHAR NOT NULL,
  accepted BOOLEAN NOT NULL, place INTEGER NOT NULL, levels VARCHAR
);
ALTER TABLE result.signals ADD COLUMN actor_id INTEGER;
-- Resolutions of earlier versions kept none of this.
DELETE FROM ops.settings WHERE key = 'resolved_version';

-- How each import was read and what it changed. Beside ops.imports, because rows of the first version have none.
CREATE TABLE ops.import_rules (
  import_id INTEGER NOT NULL, overwrite VARCHAR NOT NULL, mapping JSON NOT NULL, columns_used VARCHAR[] NOT NULL,
  records_new BIGINT, records_changed BIGINT, records_same BIGINT, corrects INTEGER
);
-- Cells an import changed, and records it brought to a table that had others (column_name and texts NULL).
CREATE TABLE ops.changes (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, object VARCHAR NOT NULL USING COMPRESSION dict_fsst, record_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL USING COMPRESSION dict_fsst, column_name VARCHAR USING COMPRESSION dict_fsst, before VARCHAR, after VARCHAR
);
CREATE TABLE ops.duplicates (import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, same_as_row BIGINT NOT NULL, record_key VARCHAR);
-- Rejects that a later import (import_id) brought again, and whether it took them.
CREATE TABLE ops.corrections (import_id INTEGER NOT NULL, rejected_by INTEGER NOT NULL, source_row BIGINT NOT NULL, taken BOOLEAN NOT NULL);
CREATE VIEW ops.open_rejects AS
  SELECT r.* FROM ops.rejects r ANTI JOIN ops.corrections c ON c.rejected_by = r.import_id AND c.source_row = r.source_row;
CREATE TABLE ops.mappings (signature VARCHAR PRIMARY KEY, mapping JSON NOT NULL, file_name VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL);

-- What stands of several files honours how each was imported.
CREATE OR REPLACE VIEW crm.current_accounts AS ${currentRecords(recordTables.accounts)};
CREATE OR REPLACE VIEW crm.current_contacts AS ${currentRecords(recordTables.contacts)};
CREATE OR REPLACE VIEW crm.current_deals AS ${currentRecords(recordTables.deals)};
CREATE OR REPLACE VIEW crm.current_stage_history AS ${currentStageEntries(recordTables.accounts, undefined, 'crm.stage_history')};
CREATE VIEW crm.observed_stages AS ${[recordTables.accounts, recordTables.contacts, recordTables.deals].map(observedStages).join(' UNION ALL ')};
`
