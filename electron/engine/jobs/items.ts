import type { Workspace } from '../db/workspace.ts'
import type { KnownAnswers } from './known-answers.ts'
import type { JobKind } from './kind.ts'
import { firstKeys } from './plan-job.ts'
import { type WaitingItem, waitingItems } from './store.ts'

const chunk = 500

interface ItemsOptions<Input, Outcome> {
  workspace: Workspace
  jobId: string
  known: KnownAnswers
  kind: JobKind<Input, Outcome>
}

/** The items still to be done, read a few hundred at a time so that memory does not grow with the job. */
export function openItems<Input, Outcome>({ workspace, jobId, known, kind }: ItemsOptions<Input, Outcome>): { next(): Promise<WaitingItem | undefined> } {
  let waiting: WaitingItem[] = []
  let after = -1
  let ended = false
  let filling: Promise<void> | undefined

  const fill = async () => {
    const found = await waitingItems(workspace.reader, { jobId, after, limit: chunk })
    ended = found.length < chunk
    after = found.at(-1)?.itemNo ?? after
    await known.prefetch(firstKeys(kind, found.map(({ input }) => input as Input)))
    waiting = found
  }
  return {
    next: async () => {
      while (waiting.length === 0 && !ended) {
        filling ??= fill().finally(() => {
          filling = undefined
        })
        await filling
      }
      return waiting.shift()
    },
  }
}
