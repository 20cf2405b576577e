import type { SignalComparison, SignalFigures } from '../../../shared/contract-signals.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { readStages, type Stage } from '../workspace/stages.ts'
import { holm } from './holm.ts'
import { type CountedSubjects, subjectsOf } from './segment.ts'
import { cochranArmitage, katz, wilson, type Count } from './statistics.ts'

const steps = (stages: readonly Stage[], { isAll, sql }: CountedSubjects): readonly Step[] => [
  ...subjectSteps,
  ...accountStageSteps(stages),
  {
    name: 'counted_stages',
    reads: ['account_stages'],
    sql: isAll ? 'FROM account_stages' : `SELECT * FROM account_stages SEMI JOIN (${sql}) USING (record_id)`,
  },
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
    name: 'active_accounts',
    reads: ['active_companies', 'subject_companies_at', 'subjects_at', 'counted_stages'],
    sql: `
      SELECT t.stage, s.subject_id, a.source, a.family
      FROM active_companies a JOIN subject_companies_at USING (company_id) JOIN subjects_at s USING (subject_id) JOIN counted_stages t USING (record_id)`,
  },
  {
    name: 'signal_counts',
    reads: ['active_accounts', 'counted_stages'],
    sql: `
      SELECT 'source' AS kind, source AS name, family, stage, count(DISTINCT subject_id)::INTEGER AS accounts FROM active_accounts GROUP BY ALL
      UNION ALL
      SELECT 'family', family, NULL, stage, count(DISTINCT subject_id)::INTEGER FROM active_accounts GROUP BY ALL
      UNION ALL
      SELECT 'all', '', NULL, stage, count(*)::INTEGER FROM counted_stages GROUP BY stage`,
  },
]

interface SignalCount {
  kind: 'source' | 'family' | 'all'
  name: string
  family: string | null
  stage: string
  accounts: number
}

/** Coverage and lift by stage of every source and family of the model of a run by itself, with the p of their trends adjusted for testing them all. */
export async function compareSignals(connection: Connection, run: Run, segment: Segment = []): Promise<SignalComparison> {
  const stages = await readStages(connection)
  const counted = subjectsOf(run, stages, segment)
  const counts = await rows<SignalCount>(connection, compile(scoreInputs, steps(stages, counted)), { ...scoreValues(run), ...counted.values })
  const count = (kind: SignalCount['kind'], name: string, stage: string) => counts.find((each) => each.kind === kind && each.name === name && each.stage === stage)?.accounts ?? 0
  const groups = (kind: 'source' | 'family', names: readonly { name: string; family: string | null }[]) =>
    ranked(names.map(({ name, family }) => signalFigures({ name, family }, stages.map(({ key }) => ({ stage: key, hits: count(kind, name, key), total: count('all', '', key) })))))
  const sources = Object.entries(run.model.sources).map(([name, { family }]) => ({ name, family }))
  return {
    asOf: run.asOf,
    policy: run.policy,
    activeDays: run.model.active_days,
    stages: stages.map(({ key, label }) => ({ stage: key, label, accounts: count('all', '', key) })),
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
