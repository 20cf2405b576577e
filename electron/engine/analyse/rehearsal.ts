import type { Handlers } from '../../../shared/contract.ts'
import { usualSeed } from '../../../shared/contract-before-entry.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { withRun } from '../score/ensure-scored.ts'
import type { Run } from '../score/run-store.ts'
import type { Session } from '../session.ts'
import { turnsOf } from '../turn.ts'
import { withCounted } from './kept-rows.ts'

type Figures = Pick<Handlers, 'analyse.run' | 'analyse.corrected' | 'analyse.signals' | 'analyse.overlap' | 'analyse.beforeEntry'>

/** Columns that somebody picks values of. */
const picked = ['industry', 'country', 'owner'] as const

/**
 * Works the figures of the likeliest segments out before anybody asks, so that the first filter, too, finds compiled code and warm data. A cancelled
 * rehearsal ends with the figure it is at.
 */
export const rehearsalHandlers = (session: Session, handlers: Figures): Pick<Handlers, 'analyse.rehearse'> => ({
  'analyse.rehearse': async (request, signal) => {
    const { reader } = session.workspace()
    const segments = await withRun(session.workspace(), request, { signal, work: (run) => likelySegments(reader, run) })
    const turn = turnsOf(signal)
    for (const filter of segments) {
      const figures = [
        () => handlers['analyse.run']({ ...request, filter, corrected: false }, signal),
        () => handlers['analyse.corrected']({ ...request, filter }, signal),
        () => handlers['analyse.signals']({ ...request, filter }, signal),
        () => handlers['analyse.overlap']({ ...request, filter }, signal),
        () => handlers['analyse.beforeEntry']({ ...request, filter, seed: usualSeed, sets: false }, signal),
      ]
      for (const figure of figures) {
        await figure()
        await turn.next()
      }
    }
    return { segments: segments.length }
  },
})

/** The value most subjects of a run have in each column, as the filter asks for it. */
function likelySegments(connection: Connection, run: Run): Promise<Segment[]> {
  return withCounted(connection, { run, segment: [] }, async ({ rows: table }) => {
    const [found = {}] = await rows<Record<string, string | null>>(connection, `SELECT ${picked.map((column) => `mode(${column}) AS ${column}`).join(', ')} FROM ${table}`)
    return picked.flatMap((column): Segment[] => {
      const value = found[column]
      return value ? [[{ column, operator: 'in', values: [value], orBlank: true }]] : []
    })
  })
}
