export interface ImportTable {
  name: string
  /** What two rows of one file share when they repeat each other; SQL over the table. */
  key: string
  /** True where `stage` is read from `stage_raw`. */
  staged: boolean
  /** Column of the instant its rows are about, for the period a file covers. */
  instant?: string
  /** What its stage dates are about, in `crm.stage_entries`. */
  object?: 'account' | 'contact' | 'deal'
}

export type Table = 'accounts' | 'contacts' | 'deals' | 'deal_history' | 'engagements' | 'profiles' | 'mailmap' | 'events' | 'downloads' | 'claims'

/** Tables a file can fill. */
export const tables: Readonly<Record<Table, ImportTable>> = {
  accounts: { name: 'crm.accounts', key: 'record_id', staged: true, object: 'account' },
  contacts: { name: 'crm.contacts', key: 'record_id', staged: true, object: 'contact' },
  deals: { name: 'crm.deals', key: 'record_id', staged: true, object: 'deal' },
  deal_history: { name: 'crm.deal_history', key: '(record_id, stage_raw, entered_at)', staged: true },
  engagements: { name: 'crm.engagements', key: 'source_event_id', staged: false, instant: 'occurred_at' },
  profiles: { name: 'dev.profiles', key: 'coalesce(CAST(github_id AS VARCHAR), lower(login))', staged: false },
  mailmap: { name: 'dev.mailmap', key: `concat_ws(' ', commit_name, '<' || commit_email || '>', CASE WHEN proper_email IS NULL THEN 'name' END)`, staged: false },
  events: { name: 'dev.events', key: 'source_event_id', staged: false },
  downloads: { name: 'dev.downloads', key: '(registry, package, day)', staged: false, instant: 'day' },
  claims: { name: 'evidence.claims', key: '(provider, github_id, login, email)', staged: false },
}


/** Every table with rows that belong to one import. */
export const tablesOfImports: readonly string[] = [...Object.values(tables).map(({ name }) => name), 'crm.stage_history', 'ops.rejects', 'ops.changes', 'ops.duplicates', 'ops.corrections', 'ops.import_rules', 'ops.import_times', 'ops.import_stages', 'ops.import_erasures', 'ops.imports']
