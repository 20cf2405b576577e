import type { DuckDBAppender } from '@duckdb/node-api'
import noreply from '../../../resources/models/noreply.json' with { type: 'json' }
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readCompanyText } from './company-text.ts'
import { isProfileSite, readDomain } from './domain.ts'
import type { Work } from './materialise.ts'
import { nameKey } from './name-key.ts'

/** Tables this file fills from the distinct spellings, for the steps to join. */
export const factTables = ['domain_facts', 'text_facts'] as const

const githubHosts = new Set(noreply.github)

/** domain_facts: one row per host as written. */
export async function readDomains({ connection, signal }: Work): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE domain_facts (
      written VARCHAR, domain VARCHAR, kind VARCHAR, label_key VARCHAR, domain_key VARCHAR, is_profile_site BOOLEAN, is_github_noreply BOOLEAN)`)
  await append({ connection, signal, from: 'written_domains', into: 'domain_facts' }, (appender, written) => {
    const { domain, kind, labelKey, domainKey } = readDomain(written)
    appendText(appender, written, domain, kind, labelKey, domainKey)
    appender.appendBoolean(domain !== null && isProfileSite(domain))
    appender.appendBoolean(githubHosts.has(written))
  })
}

/** text_facts: one row per company text or account name as written; `key` is null where the text names no company. */
export async function readTexts({ connection, signal }: Work): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE text_facts (
      written VARCHAR, name_key VARCHAR, key VARCHAR, handle_key VARCHAR, handle VARCHAR, domain VARCHAR, label_key VARCHAR, short_key VARCHAR, is_handle BOOLEAN, may_be_unknown BOOLEAN)`)
  await append({ connection, signal, from: 'written_texts', into: 'text_facts' }, (appender, written) => {
    const text = readCompanyText(written)
    appendText(appender, written, text.key ?? (nameKey(written) || null), text.key, text.handleKey, text.handle, text.domain, text.labelKey, text.shortKey)
    appender.appendBoolean(text.isHandle)
    appender.appendBoolean(text.mayBeUnknown)
  })
}

function appendText(appender: DuckDBAppender, ...values: readonly (string | null)[]): void {
  for (const value of values) {
    if (value === null) appender.appendNull()
    else appender.appendVarchar(value)
  }
}

interface Appending {
  readonly connection: Connection
  readonly signal: AbortSignal
  readonly from: string
  readonly into: string
}

const batch = 65_536

async function append({ connection, signal, from, into }: Appending, write: (appender: DuckDBAppender, written: string) => void): Promise<void> {
  const { count } = await one<{ count: number }>(connection, `SELECT count(*) AS count FROM ${from}`)
  const appender = await connection.createAppender(into, 'main', 'temp')
  for (let start = 0; start < count; start += batch) {
    signal.throwIfAborted()
    const found = await rows<{ written: string }>(connection, `SELECT written FROM ${from} WHERE place > $start AND place <= $start + ${batch}`, { start })
    for (const { written } of found) {
      write(appender, written)
      appender.endRow()
    }
    appender.flushSync()
  }
  appender.closeSync()
}
