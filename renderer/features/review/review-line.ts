import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Decision } from '../../../shared/decision.ts'
import type { Client } from '../../../electron/transports/client.ts'
import { useConnection } from '../../lib/engine.ts'
import { sayError } from '../../lib/notices.ts'
import { waitBeforeLeaving } from '../../lib/leaving.ts'
import { decisionLine, type Stroke, type Writer } from './decision-line.ts'

/** What the window heard last of its line: the page shows it and follows. */
interface Heard {
  failed: { stroke: Stroke; thrown: unknown } | null
  /** A stroke of an earlier session was taken back. */
  undone: Decision | null
  written: Stroke | null
}

export const useHeard = create<Heard>(() => ({ failed: null, undone: null, written: null }))

/** The next item is drawn first, in ms: writing takes a core of the computer. */
const untilPainted = 40

/** One for the window: going to another page leaves nothing behind. */
export const line = decisionLine({
  failed: (stroke, thrown) => {
    useHeard.setState({ failed: { stroke, thrown } })
    sayError(thrown)
  },
  undone: (undone) => useHeard.setState({ undone }),
  undoFailed: (thrown) => sayError(thrown),
  written: (written) => useHeard.setState({ written }),
}, (write) => window.setTimeout(write, untilPainted))
waitBeforeLeaving({ isOpen: () => line.use.getState().waiting > 0, settled: line.settled })

const writerOf = (client: Client): Writer => ({
  decide: async (decisions) => {
    const { decisionIds, dataVersion } = await client.call('review.decide', { decisions: [...decisions] })
    return { decisionId: decisionIds[0] ?? 0, dataVersion }
  },
  undo: (decisionId) => client.call('review.undo', decisionId === undefined ? {} : { decisionId }),
  written: async ({ kind, subject, object, verdict }, since) => {
    const decisions = await client.call('review.decisions', { kind, subject, limit: 20 })
    return decisions.find((each) => each.object === (object ?? null) && each.verdict === verdict && Date.parse(each.decidedAt) >= since)?.decisionId ?? null
  },
})

/** Keeps the line on the current connection, and what is known of a judged item current. */
export function useReviewLine(): void {
  const { client } = useConnection()
  const queries = useQueryClient()
  useEffect(() => line.connect(writerOf(client)), [client])
  useEffect(() => useHeard.subscribe(({ written }, before) => {
    if (written === null || written === before.written) return
    for (const { kind, subject, object = null } of written.decisions) void queries.invalidateQueries({ queryKey: ['review.item', { kind, subject, object }], refetchType: 'none' })
  }), [queries])
}
