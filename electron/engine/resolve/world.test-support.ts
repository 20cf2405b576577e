import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rows } from '../db/query.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { claimsSql } from '../sql/claims.ts'
import { resolvePeople } from './resolve.ts'

export interface AccountRow {
  record_id: string
  name?: string
  domain?: string
  further_domains?: string[]
  aliases?: string[]
  stage?: string
}

export interface ProfileRow {
  github_id?: number
  login?: string
  type?: string
  name?: string
  company?: string
  blog?: string
  bio?: string
  email?: string
}

export interface EventRow {
  source?: string
  source_event_id?: string
  target?: string
  occurred_at?: string
  github_id?: number
  login?: string
  actor_type?: string
  email?: string
  domain?: string
  company?: string
  handle?: string
  quantity?: number
}

/** What a provider says of somebody. */
export interface ClaimRow {
  provider: string
  github_id?: number
  login?: string
  email?: string
  company?: string
  domain?: string
  current?: boolean
  started_at?: string
  ended_at?: string
}

export interface MailmapRow {
  proper_name?: string
  proper_email?: string
  commit_name?: string
  commit_email: string
}

/** One import of one table. */
export interface ImportRows {
  collected?: string
  accounts?: readonly AccountRow[]
  profiles?: readonly ProfileRow[]
  events?: readonly EventRow[]
  claims?: readonly ClaimRow[]
  mailmap?: readonly MailmapRow[]
}

const columns = {
  accounts: { record_id: 'VARCHAR', name: 'VARCHAR', domain: 'VARCHAR', further_domains: 'VARCHAR[]', aliases: 'VARCHAR[]', stage: 'VARCHAR' },
  profiles: { github_id: 'BIGINT', login: 'VARCHAR', type: 'VARCHAR', name: 'VARCHAR', company: 'VARCHAR', blog: 'VARCHAR', bio: 'VARCHAR', email: 'VARCHAR' },
  mailmap: { proper_name: 'VARCHAR', proper_email: 'VARCHAR', commit_name: 'VARCHAR', commit_email: 'VARCHAR' },
  events: {
    source: 'VARCHAR', source_event_id: 'VARCHAR', target: 'VARCHAR', occurred_at: 'TIMESTAMP', github_id: 'BIGINT', login: 'VARCHAR',
    actor_type: 'VARCHAR', email: 'VARCHAR', domain: 'VARCHAR', company: 'VARCHAR', handle: 'VARCHAR', quantity: 'DOUBLE',
  },
  claims: {
    provider: 'VARCHAR', github_id: 'BIGINT', login: 'VARCHAR', email: 'VARCHAR', company: 'VARCHAR', domain: 'VARCHAR', current: 'BOOLEAN', started_at: 'TIMESTAMP', ended_at: 'TIMESTAMP',
    place: 'INTEGER',
  },
} as const
const tables = { accounts: 'crm.accounts', profiles: 'dev.profiles', events: 'dev.events', claims: 'evidence.claims', mailmap: 'dev.mailmap' } as const

/** A workspace in a new folder, with `acme/sdk` its own and `rival/sdk` a competitor's repository. */
export async function makeWorld(): Promise<{ workspace: Workspace; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-resolve-'))
  const workspace = await createWorkspace(join(folder, 'world'))
  await workspace.writer.run(`INSERT INTO dev.targets VALUES ('repo', 'acme/sdk', 'own'), ('repo', 'rival/sdk', 'competitor'), ('repo', 'else/where', 'ecosystem')`)
  return {
    workspace,
    remove: async () => {
      await workspace.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Replaces all imports by these, in this order, and resolves. */
export async function resolveWorld(workspace: Workspace, imports: readonly ImportRows[]): Promise<void> {
  const { writer } = workspace
  for (const table of ['ops.imports', ...Object.values(tables)]) await writer.run(`DELETE FROM ${table}`)
  for (const [index, { collected = '2026-01-01', ...rows }] of imports.entries()) {
    const id = index + 1
    await writer.run(
      `INSERT INTO ops.imports SELECT $id, 'test', 'f', 'f', 's', 0, '{}', now(), $collected::TIMESTAMP, 0, 0, 0, 0, 0, NULL, NULL, []`,
      { id, collected },
    )
    for (const table of ['accounts', 'profiles', 'events', 'claims', 'mailmap'] as const) {
      const values = (rows[table] ?? []).map((row, place) => ({
        quantity: 1, source: 'docs_view', stage: 'lead', further_domains: [], aliases: [], current: true, place: 1, ...row, import_id: id, source_row: place + 1,
      }))
      const structure = Object.entries({ import_id: 'INTEGER', source_row: 'BIGINT', ...columns[table] })
      await writer.run(
        `INSERT INTO ${tables[table]} (${structure.map(([name]) => name).join(', ')})
         SELECT unnest(from_json($rows::JSON, '[{${structure.map(([name, type]) => `"${name}": "${type}"`).join(', ')}}]'), recursive := true)`,
        { rows: JSON.stringify(values) },
      )
    }
  }
  await resolvePeople({ connection: writer, signal: new AbortController().signal })
}

/** Judgements of pairs of people, which outlive every import; the previous ones are forgotten. */
export async function decide(workspace: Workspace, pairs: readonly (readonly ['same_person' | 'different_people', string, string])[]): Promise<void> {
  await workspace.writer.run('DELETE FROM evidence.decisions')
  for (const [index, [kind, one, other]] of pairs.entries()) {
    const [subject, object] = one < other ? [one, other] : [other, one]
    await workspace.writer.run(`INSERT INTO evidence.decisions VALUES ($id, 0, $kind, 'one', $subject, $object, 'accept', NULL, 'ana', now(), 'people', NULL, NULL, NULL)`, { id: index + 1, kind, subject, object })
  }
}

/** A verdict of the rules on every claim of a provider about today; earlier verdicts are forgotten. */
export async function judge(workspace: Workspace, verdicts: Readonly<Record<string, readonly [verdict: 'correct' | 'incorrect' | 'unsure', confidence: number]>>): Promise<void> {
  await workspace.writer.run('DELETE FROM evidence.verdicts')
  for (const [provider, [verdict, confidence]] of Object.entries(verdicts)) {
    await workspace.writer.run(
      `INSERT INTO evidence.verdicts (claim_key, verifier, version, input_key, verdict, confidence, reason, detail, judged_at)
       SELECT claim_key, 'rules', '1', claim_key, $verdict, $confidence, 'test', '{}', now() FROM (${claimsSql('claims')}) WHERE provider = $provider AND current`,
      { provider, verdict, confidence },
    )
  }
}

export const query = <Row>(workspace: Workspace, sql: string): Promise<Row[]> => rows<Row>(workspace.writer, sql)
