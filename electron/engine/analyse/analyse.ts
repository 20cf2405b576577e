import type { Analysis } from '../../../shared/model.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import type { Run } from '../score/run-store.ts'
import { readStages } from '../workspace/stages.ts'
import { correctedFigures } from './corrected.ts'
import { countOf, crossTable } from './cross-table.ts'
import { hiddenCorrected } from './hidden-corrected.ts'
import { hiddenFunnel } from './hidden.ts'
import { segmentFigures, subjectsOf } from './segment.ts'
import { subjectsOfRun } from './scored-subjects.ts'
import { sensitivity } from './sensitivity.ts'
import { funnelFigures } from './stage-figures.ts'
import { unresolvedPeople } from './unresolved.ts'

/** Section 6 of the method for one run, counting a segment of its subjects where one is asked for. */
export async function analyse(connection: Connection, run: Run, segment: Segment = []): Promise<Analysis> {
  const stages = await readStages(connection)
  const counted = subjectsOf(run, stages, segment)
  const subjects = subjectsOfRun(run, counted)
  const cells = await crossTable(connection, subjects)
  const accountsIn = (stage: string) => countOf(cells, (cell) => cell.stage === stage)
  const hidden = hiddenFunnel(cells)
  return {
    asOf: run.asOf,
    policy: run.policy,
    activeDays: run.model.active_days,
    runId: run.runId,
    thresholds: run.thresholds,
    ...funnelFigures(cells, stages),
    hidden: { ...hidden, corrected: await hiddenCorrected(connection, counted, hidden) },
    corrected: await correctedFigures(connection, run, { stages, counted, accounts: stages.map(({ key }) => accountsIn(key)) }),
    unresolvedPeople: await unresolvedPeople(connection, run),
    excluded: { lost: accountsIn('lost'), unmapped: accountsIn('unmapped') },
    segment: await segmentFigures(connection, counted, segment),
    sensitivity: await sensitivity(connection, subjects, stages),
  }
}
