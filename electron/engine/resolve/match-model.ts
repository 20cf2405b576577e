import defaults from '../../../resources/models/matching.json' with { type: 'json' }
import type { MatchModel } from '../../../shared/contract-review.ts'
import { rows } from '../db/query.ts'
import { materialise, type Work } from './materialise.ts'
import { calibrate, mostEvidence, precisionAt, type Trial } from './match-calibration.ts'
import { matchBlockSteps } from './match-block-steps.ts'
import { matchCandidates, matchCompareSteps, matchScoreSteps } from './match-compare-steps.ts'

export const matchSteps = [...matchBlockSteps, ...matchCompareSteps, ...matchScoreSteps, matchCandidates]

type Comparison = keyof typeof defaults.comparisons
const comparisons = Object.keys(defaults.comparisons) as Comparison[]

/** Finds the accounts that companies without an equal name or domain may be; its parameters come from the workspace and are returned. */
export async function findCandidates(work: Work): Promise<MatchModel> {
  const reliableMin = Number(work.values['reliable_min'])
  await materialise(work, matchBlockSteps)
  await materialise(work, matchCompareSteps)
  const counts = await rows<{ comparison: string; level: number; same: number; different: number }>(work.connection, 'SELECT * FROM match_level_counts')
  const estimated = comparisons.map((name) => {
    const { label, levels, m, u } = defaults.comparisons[name]
    const counted = levels.map((_, level) => counts.find((row) => row.comparison === name && row.level === level))
    const share = (kind: 'same' | 'different', expected: readonly number[]) => {
      const total = counted.reduce((sum, row) => sum + (row?.[kind] ?? 0), 0)
      return levels.map((_, level) => ((counted[level]?.[kind] ?? 0) + defaults.weight * (expected[level] ?? 0)) / (total + defaults.weight))
    }
    const [same, different] = [share('same', m), share('different', u)]
    return {
      name,
      label,
      levels: levels.map((text, level) => ({ label: text, m: same[level] ?? 0, u: different[level] ?? 0, weight: Math.log((same[level] ?? 0) / (different[level] ?? 1)) })),
    }
  })
  const [witnesses] = await rows<{ found: number; all: number }>(
    work.connection,
    `SELECT count(*) FILTER (found) AS found, count(*) AS "all" FROM (SELECT sought_id, bool_or(is_true) AS found FROM match_compared WHERE is_true IS NOT NULL GROUP BY sought_id)`,
  )
  const prior = ((witnesses?.found ?? 0) + defaults.prior * defaults.priorWeight) / ((witnesses?.all ?? 0) + defaults.priorWeight)
  const weights = Object.fromEntries(estimated.map(({ name, levels }) => [name, levels.map(({ weight }) => weight)]))
  const scored: Work = { ...work, values: { ...work.values, match_weights: JSON.stringify(weights), match_prior: prior } }
  await materialise(scored, matchScoreSteps)
  const trials = (await rows<{ raw: number; is_true: boolean }>(work.connection, 'SELECT raw, is_true FROM match_trials')).map((row): Trial => ({ raw: row.raw, right: row.is_true }))
  const calibration = calibrate(trials, prior)
  const precision = precisionAt(trials, calibration, reliableMin)
  const accepts = precision.n >= defaults.leastEvidence && precision.low !== null && precision.low >= reliableMin
  await materialise({ ...scored, values: { ...scored.values, most_evidence: mostEvidence, match_prior_logit: Math.log(prior / (1 - prior)), match_slope: calibration.slope, match_intercept: calibration.intercept, match_accepts: accepts } }, [matchCandidates])
  return { comparisons: estimated, prior, calibration, witnesses: witnesses?.all ?? 0, trials: trials.length, precision, accepts, reliableMin }
}
