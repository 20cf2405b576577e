import type { Analysis } from '../../../shared/model.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import type { Run } from '../score/run-store.ts'
import { correctedWithin } from './corrected.ts'
import { countOf, crossTable } from './cross-table.ts'
import { hiddenCorrected } from './hidden-corrected.ts'
import { hiddenFunnel } from './hidden.ts'
import { withCounted } from './kept-rows.ts'
import { segmentFigures } from './segment-figures.ts'
import { scoresOfRun } from './scored-subjects.ts'
import { movedCutOffs, sensitivity } from './sensitivity.ts'
import { funnelFigures } from './stage-figures.ts'
import { unresolvedPeople } from './unresolved.ts'

interface Choice {
  segment?: Segment
  /** Whether section 7 is worked out too; default yes. */
  corrected?: boolean | undefined
  signal?: AbortSignal
}

/** Section 6 of the method for one run, counting a segment of its subjects where one is asked for. */
export async function analyse(connection: Connection, run: Run, { segment = [], corrected = true, signal }: Choice = {}): Promise<Analysis> {
  return withCounted(connection, { run, segment }, async (counting) => {
    const { stages, kept, subjects, counted } = counting
    const cells = crossTable(subjects, counted)
    const accountsIn = (stage: string) => countOf(cells, (cell) => cell.stage === stage)
    const hidden = hiddenFunnel(cells)
    return {
      asOf: run.asOf,
      policy: run.policy,
      activeDays: run.model.active_days,
      runId: run.runId,
      thresholds: run.thresholds,
      ...funnelFigures(cells, stages),
      hidden: { ...hidden, corrected: await hiddenCorrected(connection, { ...counting, run }, hidden) },
      corrected: corrected ? await correctedWithin(connection, run, counting, signal) : null,
      unresolvedPeople: await kept.value('unresolved_people', () => unresolvedPeople(connection, run)),
      excluded: { lost: accountsIn('lost'), unmapped: accountsIn('unmapped') },
      segment: await segmentFigures(connection, counting, segment),
      sensitivity: sensitivity(subjects, { stages, counted, cutOffs: await kept.value('moved_cut_offs', () => movedCutOffs(connection, scoresOfRun(run))) }),
    }
  })
}

/** Section 7 alone, of the same subjects. */
export const correctedFigures = (connection: Connection, run: Run, { segment, signal }: { segment: Segment; signal: AbortSignal }): Promise<Analysis['corrected']> =>
  withCounted(connection, { run, segment }, (counting) => correctedWithin(connection, run, counting, signal))
