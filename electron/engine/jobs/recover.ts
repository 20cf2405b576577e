import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { storeAnswers, storeRequests } from './batch.ts'
import { journalFolder, journaledJobs, readJournal, removeJournal, type AnswerLine, type JournalLine, type OverLine } from './journal.ts'

/** Puts what killed runs had received but not committed into the ledger: what was paid for is kept, whether or not its job is resumed. */
export async function recoverJournals(workspace: Workspace): Promise<void> {
  const folder = journalFolder(workspace.inbox)
  for (const jobId of await journaledJobs(folder)) {
    const lines = await readJournal(folder, jobId)
    await workspace.exclusive(() =>
      transaction(workspace.writer, async () => {
        await storeAnswers(workspace.writer, jobId, lines.filter((line): line is AnswerLine => line.kind === 'answer'))
        await storeRequests(workspace.writer, jobId, requestsOf(lines))
      }),
    )
    await removeJournal(folder, jobId)
  }
}

/** One row per request; how one ended that was under way when its process was killed is unknown. */
export function requestsOf(lines: readonly JournalLine[]): OverLine[] {
  const requests = new Map<string, OverLine>()
  for (const line of lines) {
    if (line.kind === 'over') requests.set(line.requestId, line)
    if (line.kind === 'sent' && !requests.has(line.requestId)) {
      requests.set(line.requestId, { ...line, kind: 'over', bytesReceived: null, status: null, outcome: 'unknown: the engine stopped', cost: null })
    }
  }
  return [...requests.values()]
}
