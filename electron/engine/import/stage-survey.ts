import { type Scan, scanFile } from './file-scan.ts'
import type { Plan } from './importer.ts'
import type { Choice } from './recognise.ts'
import { stageOf } from './stage-names.ts'
import { tables } from './tables.ts'

export interface StageSurvey {
  records: number
  stages: { raw: string; stage: string; rows: number }[]
}

/** The words of the stage column over the whole file, most frequent first, and the stage each counts for. */
export async function surveyStages({ importer, settings }: Choice, scan: Scan): Promise<StageSurvey> {
  const counts = await scanFile<{ raw: string | null; rows: number }>(scan, (layout, relation) => {
    const plan = importer.plan({ layout, settings, dateOrder: 'dmy' })
    return `SELECT ${wordOf(plan)} AS raw, count(*) AS rows FROM (SELECT ${Object.entries(plan.read).map(([name, sql]) => `${sql} AS ${name}`).join(', ')} FROM ${relation}) GROUP BY ALL`
  })
  const byWord = new Map<string, number>()
  for (const { raw, rows } of counts) byWord.set(raw ?? '', (byWord.get(raw ?? '') ?? 0) + rows)
  return {
    records: counts.reduce((total, { rows }) => total + rows, 0),
    stages: [...byWord].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([raw, rows]) => ({ raw, stage: stageOf(raw, settings), rows })),
  }
}

const wordOf = ({ table, columns }: Plan): string => (tables[table].staged ? (columns['stage_raw'] ?? 'NULL::VARCHAR') : 'NULL::VARCHAR')
