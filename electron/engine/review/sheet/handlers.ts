import type { Handlers } from '../../../../shared/contract.ts'
import { AppError } from '../../../../shared/errors.ts'
import { readDataVersion } from '../../db/settings.ts'
import type { Session } from '../../session.ts'
import { changeDecisions } from '../change-decisions.ts'
import { appendDecisions, reviewerOf } from '../decision-store.ts'
import { validDecision } from '../valid-decision.ts'
import { checkSheet } from './check-sheet.ts'
import { readSheet, type SheetAnswer } from './read-sheet.ts'
import { writeSheet } from './write-sheet.ts'

/** Review away from the app: sheets that go out, are filled in, and come back. */
export function sheetHandlers(session: Session): Pick<Handlers, 'review.export' | 'review.check' | 'review.apply'> {
  const judged = async ({ path, reviewer }: { path: string; reviewer?: string | undefined }, signal: AbortSignal) => {
    const workspace = session.workspace()
    const by = await reviewerOf(workspace.reader, reviewer)
    const sheet = await readSheet(path, { scratch: workspace.scratch, signal })
    return { workspace, by, ...(await checkSheet(workspace, { sheet, reviewer: by }, signal)) }
  }
  return {
    'review.export': (request, signal) => writeSheet({ workspace: session.workspace(), dataDirectory: session.dataDirectory, request }, signal),
    'review.check': async (input, signal) => (await judged(input, signal)).checked,
    'review.apply': async ({ conflicts, ...input }, signal) => {
      const { workspace, by, checked, applies, disputed, dataVersion } = await judged(input, signal)
      const answers = conflicts === 'overwrite' ? [...applies, ...disputed] : applies
      if (answers.length === 0) return { ...checked, applied: 0, batch: null, dataVersion }
      const made = await changeDecisions(session, workspace, async () => {
        // The transaction has moved it by one.
        if ((await readDataVersion(workspace.writer)) !== dataVersion + 1) throw new AppError('busy', `The data changed while ${checked.file} was compared with it. Nothing was recorded. Apply it again.`)
        const [batch = 0] = await appendDecisions(workspace.writer, answers.map(decisionOf), by)
        return { batch }
      })
      return { ...checked, applied: answers.length, ...made }
    },
  }
}

const decisionOf = ({ kind, subject, object, verdict, note, queue }: SheetAnswer) => ({
  ...validDecision({ kind, scope: 'one', subject, object, verdict, target: null, queue, note, alike: false }), reverts: null,
})
