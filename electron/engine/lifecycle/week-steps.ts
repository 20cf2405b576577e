import type { Step } from '../sql/steps.ts'
import type { LifecycleModel } from './model.ts'
import type { WeekGrid } from './week-grid.ts'

const week = '604800000000'

/**
 * What the rules of section 9 need, per subject and week (`<grid>_measures`). Counts are carried forward from the weeks that have events to those
 * that have none, and a window of weeks is the difference of two counts.
 */
export function weekSteps(grid: WeekGrid, { evaluation }: LifecycleModel): readonly Step[] {
  const start = `make_timestamp(${grid.start * 1000})`
  const table = (suffix: string) => `${grid.name}_${suffix}`
  return [
    {
      // Who did it before, so that two people within the days of a surge are neighbours in time.
      name: table('moments'),
      reads: ['moments'],
      sql: `
        SELECT subject_id, person, source_id, is_deep, occurred_at, ((epoch_us(occurred_at) - ${grid.start * 1000} + ${week} - 1) // ${week})::SMALLINT AS week,
          row_number() OVER o AS place, lag(occurred_at) OVER o AS before_at, lag(person) OVER o <> person AS by_another
        FROM moments WHERE occurred_at > ${start} WINDOW o AS (PARTITION BY subject_id ORDER BY occurred_at)`,
    },
    {
      name: table('deep_moments'),
      reads: [table('moments')],
      sql: `
        SELECT subject_id, week, lag(occurred_at) OVER o AS before_at, lag(source_id) OVER o <> source_id AS by_another
        FROM ${table('moments')} WHERE is_deep WINDOW o AS (PARTITION BY subject_id ORDER BY occurred_at)`,
    },
    {
      name: table('deep_weeks'),
      reads: [table('deep_moments')],
      sql: `SELECT subject_id, week, max(before_at) AS deep_pair_at FROM ${table('deep_moments')} WHERE by_another GROUP BY subject_id, week`,
    },
    {
      name: table('weeks'),
      reads: [table('moments')],
      sql: `
        SELECT subject_id, week, max(place)::INTEGER AS events, max(occurred_at) AS last_at,
          max(before_at) FILTER (by_another AND occurred_at - before_at < to_days($surge_window_days::INTEGER)) AS pair_at
        FROM ${table('moments')} WHERE week <= ${grid.last} GROUP BY subject_id, week`,
    },
    {
      // The latest time by which two people, or two deep sources, were still to be seen together.
      name: table('counts'),
      reads: [table('weeks'), table('deep_weeks')],
      sql: `
        SELECT subject_id, week, coalesce(lead(week) OVER o, ${grid.last + 1}) AS next_week, events, row_number() OVER o AS active_weeks, last_at,
          max(pair_at) OVER o AS pair_at, max(deep_pair_at) OVER o AS deep_pair_at
        FROM ${table('weeks')} LEFT JOIN ${table('deep_weeks')} USING (subject_id, week) WINDOW o AS (PARTITION BY subject_id ORDER BY week)`,
    },
    {
      name: table('every_week'),
      reads: [table('counts')],
      sql: `
        SELECT subject_id, unnest(range(week, next_week))::SMALLINT AS week, events, active_weeks::INTEGER AS active_weeks, last_at, pair_at, deep_pair_at FROM ${table('counts')}`,
    },
    ...crowdSteps(grid, evaluation),
    {
      name: table('windows'),
      reads: [table('every_week')],
      sql: `
        SELECT subject_id, week, last_at, pair_at, deep_pair_at, events - lag(events, $surge_weeks::INTEGER, 0) OVER o AS recent,
          lag(events, $surge_weeks::INTEGER, 0) OVER o - lag(events, $surge_weeks::INTEGER + $usual_weeks::INTEGER, 0) OVER o AS before,
          active_weeks - lag(active_weeks, $evaluation_weeks::INTEGER, 0) OVER o AS active_weeks
        FROM ${table('every_week')} WINDOW o AS (PARTITION BY subject_id ORDER BY week)`,
    },
    {
      name: table('measures'),
      reads: [table('windows'), table('crowds')],
      sql: `
        SELECT w.*, get_bit(c.weeks, w.week) = 1 AS has_people, ${start} + to_days(7 * w.week) AS evaluated_at
        FROM ${table('windows')} w JOIN ${table('crowds')} c USING (subject_id) WHERE w.week >= ${grid.first}`,
    },
  ]
}

/** In which weeks so many distinct people were active within the last ones (`<grid>_crowds`), as one bit per week. */
function crowdSteps({ name, last }: WeekGrid, { weeks, people }: LifecycleModel['evaluation']): readonly Step[] {
  const places = Array.from({ length: people }, (_, place) => place + 1)
  const counted = places.map((place) => `least_${place}: crowd.least_${place} | ${place === 1 ? 'one.least_1' : `(crowd.least_${place - 1} & one.least_1)`}`)
  return [
    {
      name: `${name}_presences`,
      reads: [`${name}_moments`],
      sql: `SELECT subject_id, person, bitstring_agg(week, 0::SMALLINT, ${last}::SMALLINT) AS weeks FROM ${name}_moments WHERE week <= ${last} GROUP BY subject_id, person`,
    },
    ...reachSteps(name, weeks),
    {
      // From person to person: weeks that at least one, two, … of them reach.
      name: `${name}_crowds`,
      reads: [`${name}_reached`],
      sql: `
        SELECT subject_id, list_reduce(list(presence), lambda crowd, one: {${counted.join(', ')}}).least_${people} AS weeks FROM (
          SELECT subject_id, {${places.map((place) => `least_${place}: ${place === 1 ? 'weeks' : 'weeks & ~weeks'}`).join(', ')}} AS presence FROM ${name}_reached)
        GROUP BY subject_id`,
    },
  ]
}

/** An event in one week is within the last `weeks` for as many weeks: shifted and joined, twice as far each time. */
function reachSteps(name: string, weeks: number): readonly Step[] {
  const steps: Step[] = []
  let from = `${name}_presences`
  for (let covered = 1; covered < weeks; ) {
    const further = Math.min(covered, weeks - covered)
    covered += further
    const to = covered < weeks ? `${name}_reaching_${covered}` : `${name}_reached`
    steps.push({ name: to, reads: [from], sql: `SELECT subject_id, weeks | (weeks >> ${further}) AS weeks FROM ${from}` })
    from = to
  }
  return steps
}
