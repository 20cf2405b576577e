import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { type ItemResult, storeAnswers, storeItems, storeRequests } from './batch.ts'
import { type AnswerLine, type JournalLine, openJournal, journalFolder, type OverLine, type SentLine } from './journal.ts'
import type { JobKind } from './kind.ts'
import type { Probe } from './probe.ts'

/** Items of one transaction: single commits would make the file slow to open. */
const batch = 100
const longestWait = 1000

/** Collects what happened and commits it in batches: answers, ledger rows, outcomes and item states of one batch in one transaction. */
export interface Committer<Outcome> {
  sent(line: SentLine): void
  over(lines: readonly OverLine[], answers: readonly AnswerLine[]): void
  finished(item: ItemResult, outcome: Outcome | null): void
  /** Resolves once not too much waits for its commit. */
  room(): Promise<void>
  /** Commits everything; rejects with the first error of any commit. */
  end(): Promise<void>
}

interface Pending<Outcome> {
  answers: AnswerLine[]
  requests: OverLine[]
  items: ItemResult[]
  outcomes: Outcome[]
}

export interface CommitterOptions<Input, Outcome> {
  workspace: Workspace
  jobId: string
  kind: JobKind<Input, Outcome>
  probe: Probe
  onCommitted: (answers: readonly string[]) => void
  onError: (error: unknown) => void
}

export async function openCommitter<Input, Outcome>(options: CommitterOptions<Input, Outcome>): Promise<Committer<Outcome>> {
  const { workspace, jobId, kind, probe } = options
  const journal = await openJournal(journalFolder(workspace.inbox), jobId)
  const open = new Map<string, SentLine>()
  const empty = (): Pending<Outcome> => ({ answers: [], requests: [], items: [], outcomes: [] })
  let pending = empty()
  let tail: Promise<void> = Promise.resolve()
  let failure: Error | undefined
  let timer: NodeJS.Timeout | undefined

  const write = (line: JournalLine) => journal.write(line)

  const commit = async () => {
    if (failure !== undefined || pending.items.length + pending.answers.length + pending.requests.length === 0) return
    const { answers, requests, items, outcomes } = pending
    pending = empty()
    journal.turn([...open.values()])
    const { writer } = workspace
    await workspace.exclusive(() =>
      transaction(writer, async () => {
        await storeAnswers(writer, jobId, answers)
        await storeRequests(writer, jobId, requests)
        await kind.store(writer, jobId, outcomes)
        await storeItems(writer, jobId, items)
        probe('committing')
      }),
    )
    probe('committed')
    options.onCommitted(answers.map(({ key }) => key))
    await journal.drop()
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    tail = tail.then(commit).catch((thrown: unknown) => {
      failure ??= thrown instanceof Error ? thrown : new Error(String(thrown))
      options.onError(thrown)
    })
    return tail
  }

  const due = () => {
    if (pending.items.length >= batch) void flush()
    else timer ??= setTimeout(() => void flush(), longestWait)
  }

  return {
    sent: (line) => {
      write(line)
      open.set(line.requestId, line)
    },
    over: (lines, answers) => {
      for (const line of lines) {
        write(line)
        open.delete(line.requestId)
      }
      for (const answer of answers) write(answer)
      pending.requests.push(...lines)
      for (const answer of answers) pending.answers.push(answer)
      due()
    },
    finished: (item, outcome) => {
      pending.items.push(item)
      if (outcome !== null) pending.outcomes.push(outcome)
      due()
    },
    room: async () => {
      if (pending.items.length > 5 * batch) await tail
    },
    end: async () => {
      await flush()
      clearTimeout(timer)
      if (failure !== undefined) throw failure
      await journal.close()
    },
  }
}
