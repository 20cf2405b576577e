import type { Person } from './people.ts'
import type { Signal } from './signals.ts'

const columns = ['occurred_at', 'source', 'login', 'github_id', 'email', 'domain', 'company', 'target', 'quantity'] as const
type EventRow = Record<(typeof columns)[number], string>

const targets: Readonly<Record<string, readonly string[]>> = {
  docs_view: ['/docs/quick-start', '/docs/replication', '/docs/pricing-of-compute', '/docs/sql/window-functions'],
  docs_edit: ['/docs/quick-start'],
  web_visit: ['/pricing', '/', '/enterprise', '/blog/columnar-by-default'],
  community_message: ['#help', '#show-and-tell', '#self-hosting'],
}

/** One signal as the generic event file names it. GitHub people are known by login, the others by address, companies by domain. */
export function eventRow(signal: Signal, index: number): EventRow {
  const { kind, person, company, at, quantity } = signal
  const places = targets[kind.source] ?? ['']
  return {
    occurred_at: at === null ? '' : written(at, index),
    source: kind.source,
    login: person?.login ?? '',
    github_id: person?.login && index % 3 === 0 ? String(person.githubId) : '',
    email: person && (person.login === null || index % 5 === 0) ? (person.email ?? '') : '',
    domain: person ? '' : (company?.domain ?? ''),
    company: '',
    target: places[index % places.length] ?? '',
    quantity: quantity === 1 && index % 2 === 0 ? '' : String(quantity),
  }
}

/** Several spellings of one instant, as tools disagree on them. */
function written(at: number, index: number): string {
  const iso = new Date(at).toISOString()
  return [iso, `${iso.slice(0, 19)}Z`, iso.slice(0, 19).replace('T', ' '), `${iso.slice(0, 19)}+00:00`][index % 4] ?? iso
}

/** Comma separated, a few cells quoted, LF; ends with lines that are no events. */
export function eventCsv(signals: readonly Signal[], strayLines: readonly string[]): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = inTime(signals).map((signal, index) => {
    const row = eventRow(signal, index)
    return columns.map((column) => cell(row[column])).join(',')
  })
  return `${[columns.join(','), ...lines, ...strayLines].join('\n')}\n`
}

/** The same as JSON lines; empty fields are left out, numbers are numbers. */
export const eventLines = (signals: readonly Signal[]): string =>
  inTime(signals)
    .map((signal, index) => {
      const filled = Object.entries(eventRow(signal, index)).filter(([, value]) => value !== '')
      return `${JSON.stringify(Object.fromEntries(filled.map(([key, value]) => [key, key === 'quantity' || key === 'github_id' ? Number(value) : value])))}\n`
    })
    .join('')

const inTime = (signals: readonly Signal[]): Signal[] => [...signals].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (identity(a) < identity(b) ? -1 : 1))

const identity = (signal: Signal): string => `${signal.kind.source} ${nameOf(signal.person)} ${signal.company?.domain ?? ''}`
const nameOf = (person: Person | null): string => person?.login ?? person?.email ?? ''
