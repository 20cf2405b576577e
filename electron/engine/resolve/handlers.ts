import { randomUUID } from 'node:crypto'
import type { Handlers, Output } from '../../../shared/contract.ts'
import type { Progress } from '../../../shared/contract-workspace.ts'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import type { Session } from '../session.ts'
import { ensureResolved } from './ensure-resolved.ts'

/** Attributions at or above this confidence are reliable unless a score model says otherwise. */
const reliableMin = 0.85

/** What the last resolution found. Bots are no people here; accounts count as matched when a person or a signal leads to them. */
export const countResolution = (connection: Connection): Promise<Output<'resolve.run'>> =>
  one<Output<'resolve.run'>>(
    connection,
    `WITH best AS (
       SELECT p.person_id, a.confidence, a.conflict FROM dev.people p LEFT JOIN evidence.attributions a ON a.person_id = p.person_id AND a.current WHERE NOT p.is_bot),
     seen AS (SELECT company_id FROM evidence.attributions WHERE current UNION SELECT company_id FROM result.signals)
     SELECT count(*) AS people, (SELECT count(*) FROM evidence.companies) AS companies, count(confidence) AS attributed,
       count(*) FILTER (confidence >= $reliable_min) AS reliable, count(*) - count(confidence) AS unresolved,
       (SELECT count(DISTINCT record_id) FROM evidence.matches SEMI JOIN seen USING (company_id)) AS "matchedAccounts",
       count(*) FILTER (conflict) AS conflicts
     FROM best`,
    { reliable_min: reliableMin },
  )

/** By the steps done so far; null before the first and where the total is unknown. */
function secondsLeft(started: number, { done, total }: { done: number; total: number | null }): number | null {
  return done === 0 || total === null ? null : Math.round(((performance.now() - started) * (total - done)) / done / 1000)
}

export function resolveHandlers(session: Session): Pick<Handlers, 'resolve.run'> {
  return {
    'resolve.run': async ({ jobId = randomUUID() }, signal) => {
      const workspace = session.workspace()
      const started = performance.now()
      let last = { done: 0, total: null as number | null }
      const report = (state: Progress['state'], label: string) =>
        session.report({ jobId, kind: 'resolve', label, state, ...last, unit: 'steps', rowsPerSecond: null, etaSeconds: state === 'running' ? secondsLeft(started, last) : null })
      try {
        await ensureResolved(workspace, signal, (done, total, step) => {
          last = { done, total }
          report('running', `Resolving: ${step.replaceAll('_', ' ')}`)
        })
        const counts = await countResolution(workspace.reader)
        report('done', 'People and companies are resolved')
        await session.changed()
        return counts
      } catch (thrown) {
        report(signal.aborted ? 'cancelled' : 'failed', 'Resolving people and companies')
        throw thrown
      }
    },
  }
}
