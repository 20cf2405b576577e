import type { CheckedSheet, SheetConflict } from '../../../../shared/contract-review-sheet.ts'
import { blindQueue } from '../../../../shared/contract-quality.ts'
import { rows } from '../../db/query.ts'
import { readDataVersion } from '../../db/settings.ts'
import type { Workspace } from '../../db/workspace.ts'
import { ensureResolved } from '../../resolve/ensure-resolved.ts'
import { withSelectedItems } from '../selected-items.ts'
import { answerWords } from './answers.ts'
import { drawnStatement, statedSql } from './items-sql.ts'
import type { FilledSheet, SheetAnswer } from './read-sheet.ts'

interface Judged {
  checked: CheckedSheet
  applies: readonly SheetAnswer[]
  /** Conflicts whose item is still there. */
  disputed: readonly SheetAnswer[]
  /** The data that was compared with. */
  dataVersion: number
}

interface Now {
  itemKey: string
  decisionId: number
  verdict: SheetAnswer['verdict'] | null
  reviewer: string | null
  note: string | null
  shown: string
}

const mostListed = 1_000

/** Holds every answer against what is known of its item now. */
export async function checkSheet(workspace: Workspace, { sheet, reviewer }: { sheet: FilledSheet; reviewer: string }, signal: AbortSignal): Promise<Judged> {
  const dataVersion = await readDataVersion(workspace.reader)
  const now = new Map<string, Now>()
  for (const queue of new Set(sheet.answers.map((answer) => answer.queue))) {
    const asked = sheet.answers.filter((answer) => answer.queue === queue).map(({ itemKey }) => itemKey)
    for (const state of await statesOf(workspace, { queue, asked }, signal)) now.set(state.itemKey, state)
  }
  const applies: SheetAnswer[] = []
  const disputed: SheetAnswer[] = []
  const conflicts: SheetConflict[] = []
  let already = 0
  for (const answer of sheet.answers) {
    const state = now.get(answer.itemKey)
    const conflict = conflictOf(answer, state)
    if (state && state.verdict === answer.verdict && state.reviewer === reviewer && state.note === answer.note) already += 1
    else if (conflict === null) applies.push(answer)
    else {
      conflicts.push({ line: answer.line, kind: answer.kind, name: answer.name, ...conflict })
      if (conflict.reason !== 'gone') disputed.push(answer)
    }
  }
  const count = (verdict: SheetAnswer['verdict']) => sheet.answers.filter((answer) => answer.verdict === verdict).length
  return {
    checked: {
      file: sheet.file, rows: sheet.rows, blank: sheet.blank, given: sheet.answers.length, applies: applies.length, already,
      verdicts: { correct: count('accept'), incorrect: count('reject'), unsure: count('unsure'), none: count('none') },
      conflictCount: conflicts.length, conflicts: conflicts.slice(0, mostListed),
    },
    applies, disputed, dataVersion,
  }
}

function conflictOf(answer: SheetAnswer, state: Now | undefined): Pick<SheetConflict, 'reason' | 'explanation'> | null {
  if (state === undefined) return { reason: 'gone', explanation: 'It is no more: what it came from was taken back or came in anew. Leave it, or judge what is there now in the app.' }
  if (state.decisionId !== answer.decisionId && state.verdict !== answer.verdict) {
    return {
      reason: 'decided',
      explanation: state.verdict === null ? 'What was decided when the sheet was written was taken back since. Overwrite it, or leave it.' : `${state.reviewer ?? 'Somebody'} said “${wordOf(state.verdict)}” since the sheet was written. Overwrite it, or leave it.`,
    }
  }
  if (state.shown !== answer.shown) return { reason: 'changed', explanation: 'It shows other things now than the sheet did: the data changed, or the row was edited. Look at it in the app, or overwrite.' }
  return null
}

const wordOf = (verdict: NonNullable<Now['verdict']>): string => (verdict === 'choose' ? 'another account' : answerWords[verdict])

/** The items asked for as they are now. */
async function statesOf(workspace: Workspace, { queue, asked }: { queue: string; asked: readonly string[] }, signal: AbortSignal): Promise<Now[]> {
  const { reader } = workspace
  const read = (sql: string, values: Parameters<typeof rows>[2]) =>
    rows<Now>(
      reader,
      `SELECT item_key AS "itemKey", decision_id AS "decisionId", last_verdict AS verdict, last_reviewer AS reviewer, last_note AS note, shown
       FROM (${statedSql(`SELECT item_key, name, company_text, proposed FROM (${sql}) WHERE item_key IN (SELECT unnest(from_json($asked::JSON, '["VARCHAR"]')))`)})`,
      { ...values, queue, asked: JSON.stringify(asked) },
    )
  if (queue === blindQueue) {
    await ensureResolved(workspace, signal)
    return read(drawnStatement.sql, drawnStatement.values)
  }
  return withSelectedItems(workspace, { dataset: 'review_items', filter: [], search: '', policy: 'reliable' }, {
    signal, columns: ['item_key', 'name', 'company_text', 'proposed'], work: ({ items: { sql, values } }) => read(sql, values),
  })
}
