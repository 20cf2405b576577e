import { DuckDBInstance } from '@duckdb/node-api'
import type { Policy } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { migrations } from '../db/migrate.ts'
import { rows, run } from '../db/query.ts'
import { transaction } from '../db/transaction.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { parseScoreModel, readScoreModel } from './model.ts'
import type { Run } from './run-store.ts'
import { scoreRun } from './score-run.ts'

/** A small world as resolution would leave it. Instants are ISO text. */
export interface World {
  companies: { id: number; name: string; domain?: string }[]
  accounts?: {
    record: string
    name?: string
    domain?: string
    stage?: string
    created?: string
    companies: number[]
    entries?: { stage: string; at: string }[]
  }[]
  people?: { id: number; login?: string; name?: string; email?: string }[]
  signals: Signal[]
}

export interface Signal {
  source: string
  /** Null: a visitor without a name. */
  person: number | null
  /** Null: a person without a company. */
  company: number | null
  at: string
  quantity?: number
  confidence?: number
}

export async function emptyWorkspace(): Promise<Connection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const migration of migrations) await connection.run(migration)
  return connection
}

const derived = [
  'crm.accounts', 'crm.stage_history', 'dev.people', 'evidence.companies', 'result.subjects', 'result.subject_companies', 'result.signals',
]

/** Replaces what `connection` holds by `world`; every account and every company without one becomes a subject. */
export async function fill(connection: Connection, { companies, accounts = [], people = [], signals }: World): Promise<void> {
  const matched = new Set(accounts.flatMap((account) => account.companies))
  const subjects = [
    ...accounts.map((account) => ({ key: `account:${account.record}`, kind: 'account', ...account })),
    ...companies.filter(({ id }) => !matched.has(id)).map(({ id, name, domain }) => ({ key: keyOf(domain, name), kind: 'company', name, domain, companies: [id] })),
  ].map((subject, id) => ({ id, ...subject }))
  for (const table of derived) await run(connection, `DELETE FROM ${table}`)
  await run(connection, `INSERT OR REPLACE INTO ops.imports VALUES (1, 'accounts', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, [])`)
  const insert = (sql: string, list: readonly object[]) => run(connection, sql, { list: JSON.stringify(list) })
  await insert(
    `INSERT INTO evidence.companies SELECT unnest(from_json($list::JSON, '[{"id": "INTEGER", "key": "VARCHAR", "name": "VARCHAR", "domain": "VARCHAR"}]'), recursive := true)`,
    companies.map((company) => ({ ...company, key: company.domain ?? company.name.toLowerCase() })),
  )
  await insert(
    `INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage, owner, industry, employees, country, created_at, extra)
     SELECT 1, row_number() OVER (), record, coalesce(name, record), domain, [], [], stage, coalesce(stage, 'lead'), NULL, NULL, NULL, NULL, created, NULL FROM
       (SELECT unnest(from_json($list::JSON, '[{"record": "VARCHAR", "name": "VARCHAR", "domain": "VARCHAR", "stage": "VARCHAR", "created": "TIMESTAMP"}]'), recursive := true))`,
    accounts,
  )
  await insert(
    `INSERT INTO crm.stage_history (import_id, source_row, record_id, stage_raw, stage, entered_at)
     SELECT 1, a.source_row, record, stage, stage, "at" FROM
       (SELECT unnest(from_json($list::JSON, '[{"record": "VARCHAR", "stage": "VARCHAR", "at": "TIMESTAMP"}]'), recursive := true)) AS e
     JOIN (SELECT record_id AS record, source_row FROM crm.accounts) a USING (record)`,
    accounts.flatMap(({ record, entries = [] }) => entries.map((entry) => ({ record, ...entry }))),
  )
  await insert(
    `INSERT INTO dev.people (person_id, person_key, github_id, login, name, email, company_text, bio, location, blog, is_bot) SELECT id, 'login:' || coalesce(login, id::VARCHAR), NULL, login, name, email, NULL, NULL, NULL, NULL, false FROM
       (SELECT unnest(from_json($list::JSON, '[{"id": "INTEGER", "login": "VARCHAR", "name": "VARCHAR", "email": "VARCHAR"}]'), recursive := true))`,
    people,
  )
  await insert(
    `INSERT INTO result.subjects SELECT id, key, kind, record, coalesce(name, record), domain FROM
       (SELECT unnest(from_json($list::JSON, '[{"id": "INTEGER", "key": "VARCHAR", "kind": "VARCHAR", "record": "VARCHAR", "name": "VARCHAR", "domain": "VARCHAR"}]'), recursive := true))`,
    subjects,
  )
  await insert(
    `INSERT INTO result.subject_companies SELECT unnest(from_json($list::JSON, '[{"id": "INTEGER", "company": "INTEGER"}]'), recursive := true)`,
    subjects.flatMap(({ id, companies: ids }) => ids.map((company) => ({ id, company }))),
  )
  await insert(
    `INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row)
     SELECT source, person, company, CASE WHEN company IS NOT NULL THEN confidence END, "at", true, quantity, 1, row_number() OVER () FROM
       (SELECT unnest(from_json($list::JSON, '[{"source": "VARCHAR", "person": "INTEGER", "company": "INTEGER", "confidence": "DOUBLE",
                                                "at": "TIMESTAMP", "quantity": "DOUBLE"}]'), recursive := true))`,
    signals.map((signal) => ({ confidence: 0.95, quantity: 1, ...signal })),
  )
}

const keyOf = (domain: string | undefined, name: string): string => `company:${domain ?? name.toLowerCase()}`

interface Choice {
  asOf?: string
  policy?: Policy
  /** Replaces fields of the default model. */
  model?: Partial<ScoreModel>
  dataVersion?: number
}

/** Noon-free default instant of the tests. */
export const asOfDefault = '2026-01-01T00:00:00.000Z'

export async function scoreNow(connection: Connection, { asOf = asOfDefault, policy = 'reliable', model = {}, dataVersion = 1 }: Choice = {}): Promise<Run> {
  const full = parseScoreModel({ ...(await readScoreModel(connection)), ...model }, 'of the test')
  return transaction(connection, () => scoreRun(connection, { asOf, policy, model: full }, { dataVersion, signal: new AbortController().signal }))
}

export interface ScoreRow {
  key: string
  score: number
  band: string
  active: boolean
  families: string[]
  people30: number
  people90: number
  people: number
  events: number
  lastAt: string | null
}

/** The scores of a run by subject key; companies of accounts that did not exist yet are keyed by their negative subject id. */
export async function scoresOf(connection: Connection, { runId }: Run): Promise<Map<string, ScoreRow>> {
  const found = await rows<ScoreRow>(
    connection,
    `SELECT coalesce(s.subject_key, r.subject_id::VARCHAR) AS key, r.score, r.band, r.active, r.families, r.people_30 AS people30, r.people_90 AS people90,
       r.people, r.events, r.last_at AS lastAt
     FROM result.scores r LEFT JOIN result.subjects s USING (subject_id) WHERE r.run_id = $run_id`,
    { run_id: runId },
  )
  return new Map(found.map((row) => [row.key, row]))
}

/** The instant `days` before the default as-of. */
export const daysBefore = (days: number): string => new Date(Date.parse(asOfDefault) - days * 86_400_000).toISOString()
