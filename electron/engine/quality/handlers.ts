import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { ensureScored, withRun } from '../score/ensure-scored.ts'
import { findRun } from '../score/run-store.ts'
import type { Session } from '../session.ts'
import { drawItems } from './draw-items.ts'
import { openItems } from './open-items.ts'
import { readQuality } from './read-quality.ts'

/** Which companies are active: as the status of the workspace says, today and by what is reliable. */
const activity = { policy: 'reliable' } as const

export function qualityHandlers(session: Session): Pick<Handlers, 'quality.draw' | 'quality.open' | 'quality.read'> {
  return {
    'quality.draw': async (request, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      const run = request.kind === 'match' ? await ensureScored(workspace, activity, signal) : null
      const { writer } = workspace
      const sampleId = await workspace.exclusive(() => transaction(writer, async () => {
        const version = await readDataVersion(writer)
        if (run && !(await findRun(writer, run, version))) throw new AppError('busy', 'The imports keep changing while the sample is drawn. Try again when they have ended.')
        const sample = await drawItems(writer, { ...request, runId: run?.runId ?? null })
        const isResolved = (await readSetting<number>(writer, 'resolved_version')) === version
        await bumpDataVersion(writer)
        // What is drawn changes nothing of what was resolved.
        if (isResolved) await writeSetting(writer, 'resolved_version', await readDataVersion(writer))
        return sample
      }))
      await session.changed()
      const groups = await rows<{ group: string; drawn: number }>(
        workspace.reader,
        'SELECT evidence_group AS "group", count(*) AS drawn FROM evidence.blind_items WHERE sample_id = $sample GROUP BY ALL ORDER BY drawn DESC, "group"',
        { sample: sampleId },
      )
      return { kind: request.kind, sampleId, drawn: groups.reduce((sum, { drawn }) => sum + drawn, 0), groups }
    },
    'quality.open': async ({ kind, reviewer, overlap, limit }, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      return openItems(workspace.reader, { kind: kind ?? null, reviewer: reviewer ?? null, overlap, limit })
    },
    'quality.read': async (_, signal) => withRun(session.workspace(), activity, { signal, work: ({ runId }) => readQuality(session.workspace().reader, runId) }),
  }
}
