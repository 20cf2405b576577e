import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import type { Values } from '../db/query.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import type { LifecycleModel } from './model.ts'
import { momentSteps, type Scope } from './moment-steps.ts'
import { opportunitySteps } from './opportunity-steps.ts'
import { mondays, onlyAt, type WeekGrid } from './week-grid.ts'
import { weekSteps } from './week-steps.ts'

/** Values for every `$parameter` of the steps in this folder. */
export const lifecycleValues = (run: Run, { surge, evaluation, ...model }: LifecycleModel): Values => ({
  ...scoreValues(run),
  deep_sources: `[${model.deep_sources.map((source) => JSON.stringify(source)).join(', ')}]`,
  least_events: model.least_events,
  dormant_days: model.dormant_days,
  pioneering_days: model.pioneering_days,
  outreach_days: model.outreach_days,
  surge_weeks: surge.weeks,
  surge_window_days: surge.window_days,
  surge_events: surge.least_events,
  times_usual: surge.times_usual,
  usual_weeks: surge.usual_weeks,
  evaluation_weeks: evaluation.weeks,
  evaluation_active_weeks: evaluation.active_weeks,
})

/** The highest stage whose rule holds at each instant of a grid; NULL where none does. */
const stageSteps = ({ name }: WeekGrid): readonly Step[] => [
  {
    name: `${name}_rules`,
    reads: [`${name}_measures`],
    sql: `
      SELECT *,
        active_weeks >= $evaluation_active_weeks::INTEGER AND (has_people OR coalesce(deep_pair_at > evaluated_at - to_days(7 * $evaluation_weeks::INTEGER), false)) AS evaluates,
        recent >= $surge_events::INTEGER AND coalesce(pair_at > evaluated_at - to_days(7 * $surge_weeks::INTEGER), false)
          AND recent * ($usual_weeks::DOUBLE / $surge_weeks::DOUBLE) >= $times_usual::DOUBLE * before AS surges,
        last_at > evaluated_at - to_days($pioneering_days::INTEGER) AS pioneers, last_at <= evaluated_at - to_days($dormant_days::INTEGER) AS sleeps
      FROM ${name}_measures`,
  },
  {
    name: `${name}_decisions`,
    reads: [`${name}_rules`, 'subjects_at', 'open_spells'],
    sql: `
      SELECT DISTINCT r.subject_id, r.week FROM ${name}_rules r JOIN subjects_at s USING (subject_id)
      JOIN open_spells o ON o.record_id = s.record_id AND r.evaluated_at >= o.from_at AND r.evaluated_at < o.until_at WHERE r.evaluates`,
  },
  {
    name: `${name}_stages`,
    reads: [`${name}_rules`, `${name}_decisions`],
    sql: `
      SELECT r.*, CASE WHEN d.week IS NOT NULL THEN 'Decisioning' WHEN evaluates THEN 'Evaluation' WHEN surges THEN 'Surge' WHEN pioneers THEN 'Pioneering' WHEN sleeps THEN 'Dormant' END AS stage
      FROM ${name}_rules r LEFT JOIN ${name}_decisions d USING (subject_id, week)`,
  },
]

/** The weeks of the timeline: the stage at each Monday and at `$as_of`, with what happened in the seven days before. */
const courseSteps = ({ start, last }: WeekGrid): readonly Step[] => [
  {
    name: 'week_people',
    reads: ['weekly_moments'],
    sql: 'SELECT subject_id, week, count(*)::INTEGER AS week_events, count(DISTINCT person)::INTEGER AS week_people FROM weekly_moments GROUP BY subject_id, week',
  },
  {
    name: 'course',
    reads: ['weekly_stages', 'week_people', 'standing'],
    sql: `
      SELECT w.evaluated_at, w.stage, coalesce(p.week_events, 0) AS week_events, coalesce(p.week_people, 0) AS week_people
      FROM weekly_stages w LEFT JOIN week_people p USING (subject_id, week)
      UNION ALL
      SELECT $as_of::TIMESTAMP, s.stage, coalesce(p.week_events, 0), coalesce(p.week_people, 0)
      FROM standing s LEFT JOIN week_people p ON p.week = ${last + 1} WHERE $as_of::TIMESTAMP > make_timestamp(${start * 1000}) + to_days(7 * ${last})`,
  },
]

const entered = (stage: string) => `min(entered_at) FILTER (stage = '${stage}') AS ${stage.toLowerCase()}_at`

const summary: readonly Step[] = [
  {
    name: 'weekly_turns',
    reads: ['weekly_stages'],
    sql: `
      SELECT subject_id, evaluated_at, stage FROM (
        SELECT subject_id, evaluated_at, stage, lag(stage) OVER (PARTITION BY subject_id ORDER BY week) AS stage_before FROM weekly_stages)
      WHERE stage IS DISTINCT FROM stage_before`,
  },
  {
    // Whoever has no event within reach of the rules sleeps.
    name: 'standing',
    reads: ['moment_totals', 'final_stages'],
    sql: `
      SELECT t.subject_id, t.events, t.last_at, t.recent_people, CASE WHEN f.subject_id IS NULL THEN 'Dormant' ELSE f.stage END AS stage, coalesce(f.recent, 0) AS recent_events,
        coalesce(f.before, 0) * ($surge_weeks::DOUBLE / $usual_weeks::DOUBLE) AS usual_events
      FROM moment_totals t LEFT JOIN final_stages f USING (subject_id)`,
  },
  {
    name: 'turns',
    reads: ['weekly_turns', 'standing'],
    sql: `
      SELECT subject_id, evaluated_at AS entered_at, stage FROM weekly_turns
      UNION ALL
      SELECT s.subject_id, $as_of::TIMESTAMP, s.stage FROM standing s
      LEFT JOIN (SELECT subject_id, arg_max({'stage': stage}, evaluated_at) AS latest FROM weekly_turns GROUP BY subject_id) w USING (subject_id)
      WHERE w.subject_id IS NULL OR w.latest.stage IS DISTINCT FROM s.stage`,
  },
  {
    name: 'entries',
    reads: ['turns'],
    sql: `
      SELECT subject_id, max(entered_at) AS since, ${['Dormant', 'Pioneering', 'Surge', 'Evaluation', 'Decisioning'].map(entered).join(', ')},
        max(entered_at) FILTER (stage = 'Surge') AS surged_at
      FROM turns GROUP BY subject_id`,
  },
  {
    name: 'lifecycles',
    reads: ['standing', 'entries', 'subjects_at', 'open_spells'],
    sql: `
      WITH open_now AS (SELECT DISTINCT record_id FROM open_spells WHERE from_at <= $as_of::TIMESTAMP AND until_at > $as_of::TIMESTAMP)
      SELECT s.subject_id, CASE WHEN s.events >= $least_events::INTEGER THEN s.stage END AS stage, s.events < $least_events::INTEGER AS is_sparse, e.since, e.dormant_at, e.pioneering_at,
        e.surge_at, e.evaluation_at, e.decisioning_at, e.surged_at, o.record_id IS NOT NULL AS has_open_opportunity,
        s.events >= $least_events::INTEGER AND o.record_id IS NULL AND coalesce(e.surge_at > $as_of::TIMESTAMP - to_days($outreach_days::INTEGER), false) AS outreach,
        s.events, s.last_at, s.recent_people, s.recent_events, s.usual_events
      FROM standing s JOIN entries e USING (subject_id) JOIN subjects_at USING (subject_id) LEFT JOIN open_now o USING (record_id)`,
  },
]

interface Asked {
  asOf: string
  /** The earliest dated event, an ISO instant. */
  earliest: string
  model: LifecycleModel
  stages: readonly Stage[]
}

/** One row per subject with a dated event: its stage at `$as_of`, when it entered each, and what it did lately. `upTo` names another step. */
export function lifecycleSql({ asOf, earliest, model, stages }: Asked, scope: Scope, upTo?: 'course'): string {
  const at = Date.parse(asOf)
  const grids = [mondays(Date.parse(earliest), at), onlyAt(at, model)] as const
  return compile(
    scoreInputs,
    [
      ...subjectSteps, ...accountStageSteps(stages), ...opportunitySteps(stages), ...momentSteps(scope),
      ...grids.flatMap((grid) => [...weekSteps(grid, model), ...stageSteps(grid)]), ...summary, ...(upTo === 'course' ? courseSteps(grids[0]) : []),
    ],
    upTo,
  )
}
