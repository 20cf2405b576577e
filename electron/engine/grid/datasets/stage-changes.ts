import { keptColumn as column, type Definition } from '../definition.ts'

/** Every stage entry and every change that two files show, of every account. */
export const stageChangesSql = `
  SELECT s.record_id, a.name, s.how, s.at, s.seen_after, s.stage_before, s.stage, s.stage_raw, i.file_name, s.source_row
  FROM (SELECT record_id, 'Entered' AS how, entered_at AS at, NULL::TIMESTAMP AS seen_after, NULL::VARCHAR AS stage_before, stage, stage_raw, import_id, source_row
        FROM crm.current_stage_history
        UNION ALL SELECT record_id, 'Seen by', seen_at, seen_after, stage_before, stage, stage_raw, import_id, source_row FROM crm.observed_stages WHERE object = 'account') s
    JOIN ops.imports i USING (import_id) LEFT JOIN crm.current_accounts a USING (record_id)`

/** How accounts moved through the funnel: entries the CRM dates, and changes that two files show between them. */
export const stageChanges: Definition = {
  needs: 'nothing',
  columns: [
    column('text', 'record_id', ['Record', 'Record id of the account in the CRM.'], { exact: true }),
    column('text', 'name', ['Account', 'Name of the account.']),
    column('text', 'how', ['Known from', '“Entered”: the CRM gives the date. “Seen by”: a newer file shows another stage; the change happened between the two collection dates.']),
    column('instant', 'at', ['Date', 'When the stage was entered, or by when the change was seen.']),
    column('instant', 'seen_after', ['Not before', 'For a change that was seen: when the file before was collected.']),
    column('stage', 'stage_before', ['Stage before', 'For a change that was seen: the stage the file before shows.']),
    column('stage', 'stage', ['Stage', 'The funnel stage entered or seen.']),
    column('text', 'stage_raw', ['Stage text', 'The stage as the CRM writes it.']),
    column('text', 'file_name', ['File', 'File that shows it.'], { hidden: true }),
    column('integer', 'source_row', ['Row', 'Number of the record in the file, counted from 1.'], { hidden: true }),
  ],
  order: ['record_id', 'at'],
  table: () => ({
    sql: stageChangesSql,
    values: {},
  }),
}
