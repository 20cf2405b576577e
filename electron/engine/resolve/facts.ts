import type { DuckDBAppender } from '@duckdb/node-api'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import type { CompanyPart } from './company-parts.ts'
import { bioParts, readCompanyText, type TextReader } from './company-text.ts'
import { isGithubNoreply } from './domain-lists.ts'
import { isProfileSite } from './domain.ts'
import type { Work } from './materialise.ts'
import { nameKey } from './name-key.ts'

/** Tables this file fills from the distinct spellings, for the steps to join. */
export const factTables = ['domain_facts', 'text_facts', 'text_parts', 'bio_parts'] as const

/** domain_facts: one row per host as written. */
export async function readDomains({ connection, signal }: Work, { readDomain }: TextReader): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE domain_facts (
      written VARCHAR, domain VARCHAR, kind VARCHAR, label_key VARCHAR, domain_key VARCHAR, is_profile_site BOOLEAN, is_github_noreply BOOLEAN)`)
  await append({ connection, signal, from: 'written_domains', into: 'domain_facts' }, (appender, written) => {
    const { domain, kind, labelKey, domainKey } = readDomain(written)
    appendText(appender, written, domain, kind, labelKey, domainKey)
    appender.appendBoolean(domain !== null && isProfileSite(domain))
    appender.appendBoolean(isGithubNoreply(written))
  })
}

/**
 * text_facts: one row per company text or account name as written; `key` is null where the text names no company.
 * text_parts: the employers that longer texts list, in their order.
 */
export async function readTexts({ connection, signal }: Work, reader: TextReader): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE text_facts (
      written VARCHAR, name_key VARCHAR, key VARCHAR, kind VARCHAR, handle_key VARCHAR, handle VARCHAR, domain VARCHAR, label_key VARCHAR, short_key VARCHAR, is_handle BOOLEAN, may_be_unknown BOOLEAN);
    ${partTable('text_parts')}`)
  const parts = await connection.createAppender('text_parts', 'main', 'temp')
  await append({ connection, signal, from: 'written_texts', into: 'text_facts' }, (appender, written) => {
    const text = readCompanyText(written, reader)
    appendText(appender, written, text.key ?? (nameKey(written) || null), text.key, text.kind, text.handleKey, text.handle, text.domain, text.labelKey, text.shortKey)
    appender.appendBoolean(text.isHandle)
    appender.appendBoolean(text.mayBeUnknown)
    appendParts(parts, written, text.parts)
  })
  parts.closeSync()
}

/** bio_parts: employers that biographies may name, in their order. */
export async function readBios({ connection, signal }: Work, reader: TextReader): Promise<void> {
  await connection.run(partTable('bio_parts'))
  const parts = await connection.createAppender('bio_parts', 'main', 'temp')
  await each({ connection, signal, from: 'written_bios' }, (written) => appendParts(parts, written, bioParts(written, reader)))
  parts.closeSync()
}

const partTable = (name: string): string =>
  `CREATE OR REPLACE TEMP TABLE ${name} (written VARCHAR, place INTEGER, of INTEGER, key VARCHAR, spelling VARCHAR, is_handle BOOLEAN)`

function appendParts(appender: DuckDBAppender, written: string, parts: readonly CompanyPart[]): void {
  for (const [index, { key, spelling, isHandle }] of parts.entries()) {
    appender.appendVarchar(written)
    appender.appendInteger(index + 1)
    appender.appendInteger(parts.length)
    appendText(appender, key, spelling)
    appender.appendBoolean(isHandle)
    appender.endRow()
  }
}

function appendText(appender: DuckDBAppender, ...values: readonly (string | null)[]): void {
  for (const value of values) {
    if (value === null) appender.appendNull()
    else appender.appendVarchar(value)
  }
}

interface Reading {
  readonly connection: Connection
  readonly signal: AbortSignal
  /** A step with the columns `place`, from 1, and `written`. */
  readonly from: string
}

const batch = 65_536

async function each({ connection, signal, from }: Reading, read: (written: string) => void, afterBatch?: () => void): Promise<void> {
  const { count } = await one<{ count: number }>(connection, `SELECT count(*) AS count FROM ${from}`)
  for (let start = 0; start < count; start += batch) {
    signal.throwIfAborted()
    for (const { written } of await rows<{ written: string }>(connection, `SELECT written FROM ${from} WHERE place > $start AND place <= $start + ${batch}`, { start })) read(written)
    afterBatch?.()
  }
}

async function append({ into, ...reading }: Reading & { readonly into: string }, write: (appender: DuckDBAppender, written: string) => void): Promise<void> {
  const appender = await reading.connection.createAppender(into, 'main', 'temp')
  await each(
    reading,
    (written) => {
      write(appender, written)
      appender.endRow()
    },
    () => appender.flushSync(),
  )
  appender.closeSync()
}
