import type { Handlers } from '../../../shared/contract.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import type { Session } from '../session.ts'
import { drawItems, openItems } from './blind-items.ts'
import { readQuality } from './read-quality.ts'

export function qualityHandlers(session: Session): Pick<Handlers, 'quality.draw' | 'quality.open' | 'quality.read'> {
  return {
    'quality.draw': async (request, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      const { writer } = workspace
      const sampleId = await workspace.exclusive(() => transaction(writer, async () => {
        const isResolved = (await readSetting<number>(writer, 'resolved_version')) === (await readDataVersion(writer))
        await bumpDataVersion(writer)
        // What is drawn changes nothing of what was resolved.
        if (isResolved) await writeSetting(writer, 'resolved_version', await readDataVersion(writer))
        return drawItems(writer, request)
      }))
      await session.changed()
      const groups = await rows<{ group: string; drawn: number }>(
        workspace.reader,
        'SELECT evidence_group AS "group", count(*) AS drawn FROM evidence.blind_items WHERE sample_id = $sample GROUP BY ALL ORDER BY drawn DESC, "group"',
        { sample: sampleId },
      )
      return { sampleId, drawn: groups.reduce((sum, { drawn }) => sum + drawn, 0), groups }
    },
    'quality.open': async ({ reviewer, limit }, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      return openItems(workspace.reader, { reviewer: reviewer ?? null, limit })
    },
    'quality.read': async (_, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      return readQuality(workspace.reader)
    },
  }
}
