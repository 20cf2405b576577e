import { currentStageEntries, type RecordTable, recordTables } from './record-tables.ts'

const { accounts, contacts, deals } = recordTables

/** SELECT of the stage dates that rows of records hold as a list. */
const listed = ({ name, object }: RecordTable): string =>
  `SELECT import_id, source_row, record_id, s.stage_raw, s.stage, entered[s.place] AS entered_at, s.object
  FROM ${name} JOIN ops.import_stages s USING (import_id) WHERE s.object = '${object}' AND entered[s.place] IS NOT NULL`

/** Stage dates of records that went into their table in one pass stay where they are. */
export const schema7 = `
-- What the places of a record's list of stage dates (entered) stand for, by import. Imports from before this version have none: their dates are in crm.stage_history.
CREATE TABLE ops.import_stages (import_id INTEGER NOT NULL, object VARCHAR NOT NULL, place INTEGER NOT NULL, stage_raw VARCHAR NOT NULL, stage VARCHAR NOT NULL);
-- Every dated stage of a record.
CREATE VIEW crm.stage_entries AS
  SELECT import_id, source_row, record_id, stage_raw, stage, entered_at, object FROM crm.stage_history
  UNION ALL ${[accounts, contacts, deals].map(listed).join('\n  UNION ALL ')};

CREATE OR REPLACE VIEW crm.current_stage_history AS ${currentStageEntries(accounts)};
CREATE OR REPLACE VIEW crm.current_contact_stages AS ${currentStageEntries(contacts)};
CREATE OR REPLACE VIEW crm.current_deal_stages AS
  SELECT record_id, stage_raw, stage, entered_at FROM (${currentStageEntries(deals)})
  UNION ALL SELECT record_id, stage_raw, stage, entered_at FROM crm.deal_history;
`
