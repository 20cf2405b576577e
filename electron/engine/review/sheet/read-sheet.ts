import { basename } from 'node:path'
import { type ItemKind, type Judgement, itemKinds } from '../../../../shared/decision.ts'
import { AppError } from '../../../../shared/errors.ts'
import { unguarded } from '../../../../shared/formula-guard.ts'
import { readRecords } from '../../import/records.ts'
import { sniff } from '../../import/sniff.ts'
import { asText } from '../../import/workbook/as-text.ts'
import { answerWords, readAnswer } from './answers.ts'
import { sheetHeaders } from './columns.ts'

/** One answer of a sheet, with what its item was when the sheet was written. */
export interface SheetAnswer {
  line: number
  itemKey: string
  kind: ItemKind
  subject: string
  object: string | null
  verdict: Judgement['verdict']
  note: string | null
  queue: string
  /** The last decision on the item then; 0 where there was none. */
  decisionId: number
  /** Fingerprint of what was shown. */
  shown: string
  name: string
}

export interface FilledSheet {
  file: string
  rows: number
  blank: number
  answers: readonly SheetAnswer[]
}

const needed = ['answer', 'item_key', 'queue', 'state'] as const
const mostProblems = 20

/** Reads a filled sheet. Throws `unknown_format` where it is none, and `bad_usage` with file, line and remedy for what cannot be read; then nothing counts. */
export async function readSheet(path: string, { scratch, signal }: { scratch: string; signal: AbortSignal }): Promise<FilledSheet> {
  const sniffed = await sniff(path)
  const file = basename(path)
  const headers = sniffed.dialect?.headers.map((header) => header.trim().toLowerCase()) ?? []
  const at = (column: keyof typeof sheetHeaders) => headers.indexOf(sheetHeaders[column].toLowerCase())
  const missing = needed.filter((column) => at(column) < 0)
  if (missing.length > 0) throw new AppError('unknown_format', `${file} is no sheet for review: it has no column ${missing.map((column) => `“${sheetHeaders[column]}”`).join(', ')}. Apply a file that a review was written to, with all its columns.`)
  const answers = new Map<string, SheetAnswer>()
  const problems: string[] = []
  let [count, blank] = [0, 0]
  await asText(sniffed, { scratch, signal }, async (text) => {
    for await (const records of readRecords(text, signal)) {
      for (const { line, cells, problem } of records) {
        count += 1
        const cell = (column: keyof typeof sheetHeaders) => unguarded(cells[at(column)] ?? '').trim()
        if (problem === undefined && cell('answer') === '') {
          blank += 1
          continue
        }
        const read = problem ?? answerOf(cell, line)
        if (typeof read === 'string') problems.push(`line ${line}: ${read}`)
        else if (isOther(answers.get(read.itemKey), read)) problems.push(`line ${line}: the same item is answered otherwise on line ${answers.get(read.itemKey)?.line}. Keep one of the two.`)
        else answers.set(read.itemKey, read)
      }
    }
  })
  if (problems.length > 0) {
    const more = problems.length > mostProblems ? `\n… and ${problems.length - mostProblems} more` : ''
    throw new AppError('bad_usage', `${file}: ${problems.length === 1 ? 'one answer' : `${problems.length} answers`} cannot be read; nothing was recorded. Correct the file and apply it again.\n${problems.slice(0, mostProblems).join('\n')}${more}`, { detail: { file } })
  }
  return { file, rows: count, blank, answers: [...answers.values()] }
}

const isOther = (earlier: SheetAnswer | undefined, { verdict }: SheetAnswer): boolean => earlier !== undefined && earlier.verdict !== verdict

function answerOf(cell: (column: keyof typeof sheetHeaders) => string, line: number): SheetAnswer | string {
  const key = itemOf(cell('item_key'))
  const [, decisionId, shown] = /^d(\d+)\.([0-9a-f]{16})$/.exec(cell('state')) ?? []
  if (key === null || decisionId === undefined || shown === undefined || cell('queue') === '') return 'the columns Item, Queue and State must stay as they were written. Copy them from the original file.'
  const verdict = readAnswer(cell('answer'), key.kind)
  if (verdict === null) return `“${cell('answer')}” is no answer here. Write ${(key.kind === 'claim' ? ['accept', 'reject', 'unsure'] as const : ['accept', 'reject', 'unsure', 'none'] as const).map((each) => answerWords[each]).join(', ')}, or leave it empty.`
  return { line, ...key, itemKey: JSON.stringify([key.kind, key.subject, key.object]), verdict, note: cell('note').slice(0, 4000) || null, queue: cell('queue'), decisionId: Number(decisionId), shown, name: cell('name') }
}

function itemOf(text: string): { kind: ItemKind; subject: string; object: string | null } | null {
  try {
    const [kindText, subject, object, ...others]: unknown[] = JSON.parse(text) as unknown[]
    const kind = itemKinds.find((each) => each === kindText)
    if (kind === undefined || typeof subject !== 'string' || subject === '' || others.length > 0) return null
    return object === null || typeof object === 'string' ? { kind, subject, object } : null
  } catch {
    return null
  }
}
