/** A table of CRM records in which every version of every record stays. */
export interface RecordTable {
  name: 'crm.accounts' | 'crm.contacts' | 'crm.deals'
  object: 'account' | 'contact' | 'deal'
  /** Data columns with the words a person knows them by, but for `extra`. */
  columns: Readonly<Record<string, { label: string; list?: true }>>
}

export const recordTables: Readonly<Record<'accounts' | 'contacts' | 'deals', RecordTable>> = {
  accounts: {
    name: 'crm.accounts',
    object: 'account',
    columns: {
      name: { label: 'Name' }, domain: { label: 'Domain' }, further_domains: { label: 'Further domains', list: true }, aliases: { label: 'Aliases', list: true },
      stage_raw: { label: 'Stage in the CRM' }, stage: { label: 'Stage' }, owner: { label: 'Owner' }, industry: { label: 'Industry' },
      employees: { label: 'Employees' }, country: { label: 'Country' }, created_at: { label: 'Created' },
    },
  },
  contacts: {
    name: 'crm.contacts',
    object: 'contact',
    columns: {
      kind: { label: 'Kind' }, email: { label: 'E-mail' }, name: { label: 'Name' }, title: { label: 'Title' }, company: { label: 'Company' },
      account_ids: { label: 'Accounts', list: true }, linkedin: { label: 'LinkedIn' }, stage_raw: { label: 'Stage in the CRM' }, stage: { label: 'Stage' },
      owner: { label: 'Owner' }, country: { label: 'Country' }, opted_out: { label: 'Opted out' }, created_at: { label: 'Created' },
    },
  },
  deals: {
    name: 'crm.deals',
    object: 'deal',
    columns: {
      name: { label: 'Name' }, account_ids: { label: 'Accounts', list: true }, company: { label: 'Company' }, contact_ids: { label: 'Contacts', list: true },
      contact_emails: { label: 'E-mails of contacts', list: true },
      pipeline: { label: 'Pipeline' }, stage_raw: { label: 'Stage in the CRM' }, stage: { label: 'Stage' }, amount: { label: 'Amount' },
      currency: { label: 'Currency' }, owner: { label: 'Owner' }, closes_at: { label: 'Closes' }, closed_at: { label: 'Closed' }, created_at: { label: 'Created' },
    },
  },
}

/** Rows count once their import is recorded. */
const recorded = 'import_id IN (SELECT import_id FROM ops.imports)'

/** Records that some import does not simply replace: few or none, so that all others take the short way. */
const ruledRecords = ({ name }: RecordTable, condition: string): string =>
  `(SELECT DISTINCT record_id FROM ${name} SEMI JOIN (SELECT import_id FROM ops.import_rules WHERE overwrite <> 'replace') USING (import_id) WHERE ${condition})`

/** Later rows of later files are newer; a file has fewer than 2^36 rows. */
const age = '(import_id::BIGINT << 36) + source_row'

/**
 * Of those records the versions that count: the newest that replaces and what was filled into it since. A version of an import that keeps what
 * was there counts only where nothing was.
 */
const countedVersions = (table: RecordTable, condition: string): string => `
  (SELECT r.*, ${age} AS age FROM ${table.name} r LEFT JOIN ops.import_rules u USING (import_id) JOIN (
     SELECT record_id, min(import_id) AS first_import, max(${age}) FILTER (WHERE coalesce(overwrite, 'replace') = 'replace') AS replaced
     FROM ${table.name} SEMI JOIN ${ruledRecords(table, condition)} USING (record_id) LEFT JOIN ops.import_rules USING (import_id)
     WHERE ${condition} GROUP BY record_id) b USING (record_id)
   WHERE ${condition} AND ${age} >= coalesce(b.replaced, 0) AND (u.overwrite IS NULL OR u.overwrite <> 'keep' OR import_id = b.first_import))`

function filled(column: string, list: boolean): string {
  if (column === 'stage') return `coalesce(arg_max(stage, age) FILTER (WHERE stage_raw IS NOT NULL OR stage <> 'unmapped'), 'unmapped') AS stage`
  return list ? `coalesce(arg_max(nullif(${column}, []), age), []) AS ${column}` : `arg_max(${column}, age) AS ${column}`
}

// A blank value of a newer file is null there and leaves what an older one had; merging into an empty object drops nulls.
const filledExtra = `list_reduce(list(extra ORDER BY age) FILTER (WHERE extra IS NOT NULL), lambda older, newer: json_merge_patch(older, json_merge_patch('{}', newer))) AS extra`

/**
 * SELECT of the records as they stand: the newest version of each, unless an import that brought it fills blanks or keeps what was there.
 * `condition` limits which imports are looked at.
 */
export function currentRecords(table: RecordTable, condition = recorded): string {
  const columns = Object.entries(table.columns)
  const names = ['import_id', 'source_row', 'record_id', ...columns.map(([column]) => column), 'extra'].join(', ')
  return `
  SELECT ${names} FROM (
    SELECT * FROM ${table.name} ANTI JOIN ${ruledRecords(table, condition)} USING (record_id) WHERE ${condition}
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1)
  UNION ALL
  SELECT max(import_id) AS import_id, arg_max(source_row, age) AS source_row, record_id,
    ${columns.map(([column, { list = false }]) => filled(column, list)).join(', ')}, ${filledExtra}
  FROM ${countedVersions(table, condition)} GROUP BY record_id`
}

/**
 * SELECT of the dated stage entries of the records as they stand; a filled record keeps an older date of a stage the newer file leaves blank.
 * Schemas before the seventh have them in `crm.stage_history` only.
 */
export function currentStageEntries(table: RecordTable, condition = recorded, from: 'crm.stage_entries' | 'crm.stage_history' = 'crm.stage_entries'): string {
  const entries = `(SELECT * FROM ${from} WHERE object = '${table.object}' AND ${condition})`
  return `
  SELECT h.* FROM ${entries} h SEMI JOIN (
    SELECT import_id, source_row, record_id FROM ${table.name} ANTI JOIN ${ruledRecords(table, condition)} USING (record_id) WHERE ${condition}
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY import_id DESC, source_row DESC) = 1) USING (import_id, source_row, record_id)
  UNION ALL
  SELECT h.* FROM ${entries} h SEMI JOIN ${countedVersions(table, condition)} USING (import_id, source_row, record_id)
  QUALIFY rank() OVER (PARTITION BY record_id, lower(stage_raw) ORDER BY import_id DESC) = 1`
}

/**
 * SELECT of every change of stage that two files show between them: the stage before, the one after, and when the later file was collected.
 * The change happened by then; when exactly nobody knows.
 */
export const observedStages = (table: RecordTable): string => `
  SELECT object, record_id, stage_before, stage_raw_before, stage, stage_raw, seen_after, seen_at, import_id, source_row FROM (
    SELECT '${table.object}' AS object, record_id, import_id, source_row, stage, stage_raw, collected_at AS seen_at,
      lag(stage) OVER versions AS stage_before, lag(stage_raw) OVER versions AS stage_raw_before, lag(collected_at) OVER versions AS seen_after
    FROM (
      SELECT r.record_id, r.import_id, r.source_row, r.stage, r.stage_raw, i.collected_at
      FROM ${table.name} r JOIN ops.imports i USING (import_id) LEFT JOIN ops.import_rules u USING (import_id)
      WHERE r.stage_raw IS NOT NULL AND coalesce(u.overwrite, 'replace') <> 'keep'
      QUALIFY row_number() OVER (PARTITION BY r.record_id, r.import_id ORDER BY r.source_row DESC) = 1)
    WINDOW versions AS (PARTITION BY record_id ORDER BY collected_at, import_id))
  WHERE stage_before IS NOT NULL AND (stage, lower(stage_raw)) IS DISTINCT FROM (stage_before, lower(stage_raw_before))`
