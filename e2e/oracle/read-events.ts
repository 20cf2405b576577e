import { parseDelimited } from './delimited-text.ts'
import { jsonValues } from './read-github.ts'
import { field, instant, text, whole } from './read-values.ts'
import type { EventRecord } from './records.ts'

const named = ['login', 'github_id', 'email', 'domain', 'company']

/** Generic events; rows without a source, without anybody, or with an instant or quantity that is none, are rejected. */
export function readEvents(content: string, { file, collectedAt, lines }: { file: number; collectedAt: number; lines: boolean }): EventRecord[] {
  return (lines ? jsonValues(content) : delimitedRecords(content)).flatMap((value, index): EventRecord[] => {
    if (value === null) return []
    const source = text(field(value, 'source'))
    const written = text(field(value, 'occurred_at'))
    const at = written === null ? null : instant(written)
    const amount = text(field(value, 'quantity'))
    const quantity = amount === null ? 1 : Number(amount)
    if (source === null || at === undefined || Number.isNaN(quantity) || quantity < 0 || !named.some((key) => text(field(value, key)) !== null)) return []
    return [
      {
        file, row: index + 1, eventId: null, source: source.toLowerCase(), target: text(field(value, 'target')), at, collectedAt, githubId: whole(field(value, 'github_id')), login: text(field(value, 'login')),
        type: null, email: text(field(value, 'email')), domain: text(field(value, 'domain')), company: text(field(value, 'company')), quantity,
      },
    ]
  })
}

/** Null for lines of another length than the header. */
function delimitedRecords(content: string): (Record<string, string> | null)[] {
  const [head = [], ...lines] = parseDelimited(content)
  const headers = head.map((written) => written.trim().toLowerCase())
  return lines.map((line) => (line.length === headers.length ? Object.fromEntries(headers.map((name, position) => [name, line[position] ?? ''])) : null))
}
