import type { ModelFigures } from '../../../shared/contract-models.ts'
import { crossTable } from '../analyse/cross-table.ts'
import { hiddenFunnel } from '../analyse/hidden.ts'
import type { ScoredSubjects } from '../analyse/scored-subjects.ts'
import { movedCutOffs, sensitivity } from '../analyse/sensitivity.ts'
import { funnelFigures } from '../analyse/stage-figures.ts'
import { allOf, readSubjects } from '../analyse/subjects.ts'
import type { Stage } from '../workspace/stages.ts'
import type { TryingArea } from './area.ts'
import { bandCountsOf } from './draft-scores.ts'

/** Sections 4 and 6 of scored subjects. */
export async function modelFigures(trying: TryingArea, subjects: ScoredSubjects, stages: readonly Stage[]): Promise<ModelFigures> {
  const { connection } = trying.serial
  const read = await readSubjects(connection, subjects.rows, subjects.values)
  const counted = allOf(read)
  const cells = crossTable(read, counted)
  return {
    thresholds: subjects.thresholds,
    counts: await bandCountsOf(trying, subjects.rows, subjects.values),
    ...funnelFigures(cells, stages),
    hidden: hiddenFunnel(cells),
    sensitivity: sensitivity(read, { stages, counted, cutOffs: await movedCutOffs(connection, subjects) }),
  }
}
