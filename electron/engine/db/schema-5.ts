import { currentStageEntries, recordTables } from './record-tables.ts'

/** What is kept of what was handed over, to tell what changed since; who was erased. */
export const schema5 = `
-- A target list as it stood when it was frozen, with what made it; never made again.
CREATE TABLE ops.list_snapshots (
  snapshot_id INTEGER PRIMARY KEY, list VARCHAR NOT NULL, name VARCHAR NOT NULL, as_of TIMESTAMP NOT NULL, policy VARCHAR NOT NULL, filter JSON NOT NULL, model JSON NOT NULL,
  frozen_at TIMESTAMP NOT NULL, UNIQUE (list, name)
);
-- Its rows; place counts from 1. person_key, label, persona and points are of champions only.
CREATE TABLE ops.list_entries (
  snapshot_id INTEGER NOT NULL, place INTEGER NOT NULL, subject_key VARCHAR NOT NULL, name VARCHAR NOT NULL, domain VARCHAR, record_id VARCHAR, funnel_stage VARCHAR, owner VARCHAR,
  band VARCHAR NOT NULL, score DOUBLE NOT NULL, change DOUBLE, person_key VARCHAR, label VARCHAR, persona VARCHAR, points DOUBLE, reason VARCHAR NOT NULL
);

-- What a CRM was last told, to tell only what changed: object is company, new-company (known by its domain) or contact; told is what the columns held, but for the as-of day.
CREATE TABLE ops.written_back (crm VARCHAR NOT NULL, object VARCHAR NOT NULL, record VARCHAR NOT NULL, told JSON NOT NULL, as_of TIMESTAMP NOT NULL, written_at TIMESTAMP NOT NULL);

-- Contacts and deals whose blanks a later file filled keep their older dates, as accounts do since schema 2.
CREATE OR REPLACE VIEW crm.current_contact_stages AS ${currentStageEntries(recordTables.contacts, undefined, 'crm.stage_history')};
CREATE OR REPLACE VIEW crm.current_deal_stages AS
  SELECT record_id, stage_raw, stage, entered_at FROM (${currentStageEntries(recordTables.deals, undefined, 'crm.stage_history')})
  UNION ALL SELECT record_id, stage_raw, stage, entered_at FROM crm.deal_history;

-- Who was erased, as salted hashes of what they are known by, so that no file brings them back. kind: email, login, github_id, linkedin, contact or handle.
CREATE TABLE ops.tombstones (kind VARCHAR NOT NULL, hash VARCHAR NOT NULL, erased_at TIMESTAMP NOT NULL, PRIMARY KEY (kind, hash));
-- Records that erasures and retention took out of an import or kept from entering with it, and whether the copy of its file went too.
CREATE TABLE ops.import_erasures (import_id INTEGER NOT NULL, records BIGINT NOT NULL, copy_removed BOOLEAN NOT NULL, happened_at TIMESTAMP NOT NULL);
`
