/** First version of the workspace. Later versions are further files with their own number. */
export const schema1 = `
CREATE SCHEMA crm; CREATE SCHEMA dev; CREATE SCHEMA evidence; CREATE SCHEMA result; CREATE SCHEMA ops;

CREATE TABLE ops.settings (key VARCHAR PRIMARY KEY, value JSON NOT NULL);
CREATE SEQUENCE ops.import_ids; CREATE SEQUENCE ops.run_ids; CREATE SEQUENCE ops.audit_ids;
CREATE TABLE ops.imports (
  import_id INTEGER PRIMARY KEY, format VARCHAR NOT NULL, file_name VARCHAR NOT NULL, inbox_name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL, bytes BIGINT NOT NULL, settings JSON NOT NULL, imported_at TIMESTAMP NOT NULL,
  collected_at TIMESTAMP NOT NULL, rows_total BIGINT NOT NULL, rows_taken BIGINT NOT NULL, rows_rejected BIGINT NOT NULL,
  rows_duplicate BIGINT NOT NULL, rows_ignored BIGINT NOT NULL, period_from TIMESTAMP, period_to TIMESTAMP,
  warnings VARCHAR[] NOT NULL
);
CREATE TABLE ops.rejects (
  import_id INTEGER NOT NULL, source_row BIGINT, line_number BIGINT, column_name VARCHAR, reason VARCHAR NOT NULL, raw VARCHAR
);
CREATE TABLE ops.audit (audit_id BIGINT PRIMARY KEY, happened_at TIMESTAMP NOT NULL, action VARCHAR NOT NULL, detail JSON NOT NULL);
CREATE TABLE ops.jobs (job_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, label VARCHAR NOT NULL, state VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL, finished_at TIMESTAMP, error VARCHAR);
CREATE TABLE ops.egress (happened_at TIMESTAMP NOT NULL, host VARCHAR NOT NULL, purpose VARCHAR NOT NULL, fields VARCHAR[] NOT NULL,
  bytes BIGINT NOT NULL, cost DECIMAL(18, 6));

-- Every version of every record stays; the newest import of a key is current, so undo is a delete.
-- Compression is named because trying every method on every row group costs more than parsing the file. Distinct short texts stay uncompressed:
-- a grid fetches its rows 2.4 times as fast, for 40 bytes a row.
CREATE TABLE crm.accounts (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, record_id VARCHAR NOT NULL USING COMPRESSION uncompressed,
  name VARCHAR USING COMPRESSION uncompressed, domain VARCHAR USING COMPRESSION uncompressed,
  further_domains VARCHAR[] NOT NULL, aliases VARCHAR[] NOT NULL, stage_raw VARCHAR USING COMPRESSION dict_fsst,
  stage VARCHAR NOT NULL USING COMPRESSION dict_fsst, owner VARCHAR USING COMPRESSION dict_fsst,
  industry VARCHAR USING COMPRESSION dict_fsst, employees BIGINT, country VARCHAR USING COMPRESSION dict_fsst, created_at TIMESTAMP,
  extra JSON USING COMPRESSION zstd
);
CREATE TABLE crm.stage_history (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, record_id VARCHAR NOT NULL USING COMPRESSION uncompressed,
  stage_raw VARCHAR NOT NULL USING COMPRESSION dict_fsst, stage VARCHAR NOT NULL USING COMPRESSION dict_fsst,
  entered_at TIMESTAMP NOT NULL
);
CREATE VIEW crm.current_accounts AS
  SELECT * FROM crm.accounts
  QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1;
CREATE VIEW crm.current_stage_history AS
  SELECT h.* FROM crm.stage_history h SEMI JOIN crm.current_accounts a USING (import_id, source_row, record_id);

CREATE TABLE dev.profiles (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, github_id BIGINT, login VARCHAR, type VARCHAR, name VARCHAR,
  company VARCHAR, blog VARCHAR, location VARCHAR, email VARCHAR, bio VARCHAR, twitter VARCHAR, followers BIGINT,
  created_at TIMESTAMP, updated_at TIMESTAMP
);
CREATE TABLE dev.events (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, source_event_id VARCHAR USING COMPRESSION uncompressed,
  source VARCHAR NOT NULL USING COMPRESSION dict_fsst, target VARCHAR USING COMPRESSION uncompressed,
  occurred_at TIMESTAMP, github_id BIGINT, login VARCHAR USING COMPRESSION uncompressed, actor_type VARCHAR USING COMPRESSION dict_fsst,
  email VARCHAR USING COMPRESSION dict_fsst, domain VARCHAR USING COMPRESSION dict_fsst, company VARCHAR USING COMPRESSION dict_fsst,
  quantity DOUBLE NOT NULL
);
CREATE TABLE dev.targets (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, role VARCHAR NOT NULL, PRIMARY KEY (kind, name));

-- Derived by resolve/: rebuilt from imports and decisions.
CREATE TABLE dev.people (
  person_id INTEGER NOT NULL, person_key VARCHAR NOT NULL, github_id BIGINT, login VARCHAR, name VARCHAR, email VARCHAR, company_text VARCHAR,
  bio VARCHAR, location VARCHAR, blog VARCHAR, is_bot BOOLEAN NOT NULL
);
CREATE TABLE dev.emails (person_id INTEGER NOT NULL, email VARCHAR NOT NULL, domain VARCHAR NOT NULL, kind VARCHAR NOT NULL);
CREATE TABLE evidence.companies (company_id INTEGER NOT NULL, company_key VARCHAR NOT NULL, name VARCHAR NOT NULL, domain VARCHAR);
CREATE TABLE evidence.company_names (company_id INTEGER NOT NULL, name_key VARCHAR NOT NULL, kind VARCHAR NOT NULL);
CREATE TABLE evidence.attributions (
  person_id INTEGER NOT NULL, company_id INTEGER NOT NULL, method VARCHAR NOT NULL, confidence DOUBLE NOT NULL,
  evidence VARCHAR NOT NULL, current BOOLEAN NOT NULL, conflict BOOLEAN NOT NULL
);
CREATE TABLE evidence.matches (
  company_id INTEGER NOT NULL, record_id VARCHAR NOT NULL, method VARCHAR NOT NULL, confidence DOUBLE NOT NULL, evidence VARCHAR NOT NULL
);
CREATE TABLE result.subjects (
  subject_id INTEGER NOT NULL, subject_key VARCHAR NOT NULL, kind VARCHAR NOT NULL, record_id VARCHAR, name VARCHAR NOT NULL, domain VARCHAR
);
CREATE TABLE result.subject_companies (subject_id INTEGER NOT NULL, company_id INTEGER NOT NULL);
-- Events that can count: deduplicated, not by bots, with the company stored on each (null: unresolved person).
CREATE TABLE result.signals (
  source VARCHAR NOT NULL, person_id INTEGER, company_id INTEGER, confidence DOUBLE, occurred_at TIMESTAMP NOT NULL,
  dated BOOLEAN NOT NULL, quantity DOUBLE NOT NULL, import_id INTEGER NOT NULL, source_row BIGINT NOT NULL
);
CREATE TABLE result.runs (
  run_id INTEGER PRIMARY KEY, data_version BIGINT NOT NULL, as_of TIMESTAMP NOT NULL, policy VARCHAR NOT NULL, model JSON NOT NULL,
  threshold_high DOUBLE, threshold_medium DOUBLE, created_at TIMESTAMP NOT NULL
);
CREATE TABLE result.scores (
  run_id INTEGER NOT NULL, subject_id INTEGER NOT NULL, score DOUBLE NOT NULL, band VARCHAR NOT NULL, active BOOLEAN NOT NULL,
  families VARCHAR[] NOT NULL, people_30 INTEGER NOT NULL, people_90 INTEGER NOT NULL, people INTEGER NOT NULL, events BIGINT NOT NULL, last_at TIMESTAMP
);
`
