import type { SignalComparison, SignalFigures } from '../../../shared/contract-signals.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { holm } from './holm.ts'
import { withCounted } from './kept-rows.ts'
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

const countsSql = (counted: string, active: string): string => `
  WITH counted_stages AS (SELECT subject_id, stage FROM (${counted}) WHERE in_crm),
    active_accounts AS (SELECT c.stage, a.* FROM ${active} a JOIN counted_stages c USING (subject_id))
  SELECT 'source' AS kind, source AS name, stage, count(*)::INTEGER AS accounts FROM active_accounts GROUP BY ALL
  UNION ALL
  SELECT 'family', family, stage, count(DISTINCT subject_id)::INTEGER FROM active_accounts GROUP BY ALL
  UNION ALL
  SELECT 'all', '', stage, count(*)::INTEGER FROM counted_stages GROUP BY ALL`

interface SignalCount {
  kind: 'source' | 'family' | 'all'
  name: string
  stage: string
  accounts: number
}

/** Coverage and lift by stage of every source and family of the model of a run by itself, with the p of their trends adjusted for testing them all. */
export function compareSignals(connection: Connection, run: Run, segment: Segment = []): Promise<SignalComparison> {
  return withCounted(connection, { run, segment }, async ({ stages, kept, counted }) => {
    const active = await kept.table('active_signals', () => ({ sql: compile(scoreInputs, activeSteps), values: scoreValues(run) }))
    return comparison(run, stages, await rows<SignalCount>(connection, countsSql(counted.sql, active), counted.values))
  })
}

function comparison(run: Run, stages: readonly Stage[], counts: readonly SignalCount[]): SignalComparison {
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
