import type { SignalComparison, SignalFigures } from '../../../shared/contract-signals.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { countOf, crossTable } from './cross-table.ts'
import { holm } from './holm.ts'
import { withCounted } from './kept-rows.ts'
import { countBy, readActiveSignals } from './signal-counts.ts'
import { cochranArmitage, katz, wilson, type Count } from './statistics.ts'

/** Which sources and families each subject is active by. */
const activeSteps: readonly Step[] = [
  ...subjectSteps,
  {
    name: 'source_parameters',
    reads: [],
    sql: `SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "family": "VARCHAR"}]'), recursive := true)`,
  },
  {
    name: 'active_companies',
    reads: ['result.signals', 'source_parameters'],
    sql: `
      SELECT DISTINCT s.company_id, s.source, p.family FROM result.signals s JOIN source_parameters p USING (source)
      WHERE s.company_id IS NOT NULL AND s.confidence >= $least_confidence
        AND s.occurred_at <= $as_of::TIMESTAMP AND s.occurred_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER)`,
  },
  {
    name: 'active_subjects',
    reads: ['active_companies', 'subject_companies_at', 'subjects_at'],
    sql: `
      SELECT DISTINCT subject_id, a.source, a.family FROM active_companies a JOIN subject_companies_at USING (company_id) JOIN subjects_at s USING (subject_id) WHERE s.kind = 'account'`,
  },
]

/** Coverage and lift by stage of every source and family of the model of a run by itself, with the p of their trends adjusted for testing them all. */
export function compareSignals(connection: Connection, run: Run, segment: Segment = []): Promise<SignalComparison> {
  return withCounted(connection, { run, segment }, async ({ stages, kept, rows: table, subjects, counted }) => {
    const active = await kept.value('active_signals', () => readActiveSignals(connection, { sql: compile(scoreInputs, activeSteps), values: scoreValues(run), table }))
    const cells = crossTable(subjects, counted)
    return comparison(run, stages, {
      source: countBy(active.source, subjects, counted), family: countBy(active.family, subjects, counted), accounts: (stage) => countOf(cells, (cell) => cell.stage === stage),
    })
  })
}

interface Counts {
  source: (name: string, stage: string) => number
  family: (name: string, stage: string) => number
  /** Of a stage, active or not. */
  accounts: (stage: string) => number
}

function comparison(run: Run, stages: readonly Stage[], counts: Counts): SignalComparison {
  const groups = (kind: 'source' | 'family', names: readonly { name: string; family: string | null }[]) =>
    ranked(names.map(({ name, family }) => signalFigures({ name, family }, stages.map(({ key }) => ({ stage: key, hits: counts[kind](name, key), total: counts.accounts(key) })))))
  const sources = Object.entries(run.model.sources).map(([name, { family }]) => ({ name, family }))
  return {
    asOf: run.asOf,
    policy: run.policy,
    activeDays: run.model.active_days,
    stages: stages.map(({ key, label }) => ({ stage: key, label, accounts: counts.accounts(key) })),
    sources: groups('source', sources),
    families: groups('family', [...new Set(sources.map(({ family }) => family))].map((name) => ({ name, family: null }))),
  }
}

function signalFigures(of: Pick<SignalFigures, 'name' | 'family'>, counted: readonly (Count & { stage: string })[]): SignalFigures {
  const [baseline = { hits: 0, total: 0 }] = counted
  return {
    ...of,
    stages: counted.map(({ stage, hits, total }, index) => {
      const exactly = total === 0 ? null : 1
      const { ratio, corrected } = index === 0 ? { ratio: { value: exactly, low: exactly, high: exactly }, corrected: false } : katz({ hits, total }, baseline)
      return { stage, active: hits, coverage: wilson({ hits, total }), lift: ratio, liftCorrected: corrected }
    }),
    trend: cochranArmitage(counted),
    adjustedP: null,
  }
}

function ranked(figures: readonly SignalFigures[]): SignalFigures[] {
  const adjusted = holm(figures.map(({ trend }) => trend.p))
  const rise = ({ trend: { z } }: SignalFigures) => z ?? Number.NEGATIVE_INFINITY
  return figures
    .map((each, index) => ({ ...each, adjustedP: adjusted[index] ?? null }))
    .sort((a, b) => (rise(a) === rise(b) ? (a.name < b.name ? -1 : 1) : rise(b) - rise(a)))
}
