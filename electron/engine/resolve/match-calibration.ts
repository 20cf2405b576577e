/** A name whose account is known: how likely the model thought its first candidate, and whether that was right. */
export interface Trial {
  readonly raw: number
  readonly right: boolean
}

/** Calibrated logit = logit of the prior + intercept + slope · what the comparisons add to it. */
export interface Calibration {
  readonly prior: number
  readonly intercept: number
  readonly slope: number
}

/** Beyond this the comparisons repeat each other and say no more. */
export const mostEvidence = 7

const logit = (p: number): number => Math.log(Math.max(p, 1e-9) / Math.max(1 - p, 1e-9))
const evidence = (raw: number, prior: number): number => Math.min(mostEvidence, Math.max(-mostEvidence, logit(raw) - logit(prior)))
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * What is expected before the workspace's own witnesses are asked, as means and precisions of normal distributions: comparisons of one name depend on
 * each other, so that the model alone is far too sure.
 */
const expected = { intercept: { mean: -0.85, precision: 15 }, slope: { mean: 0.5, precision: 100 } }
const rounds = 50

/** Logistic regression of being right on what the comparisons add to the prior, by Newton's method. */
export function calibrate(trials: readonly Trial[], prior: number): Calibration {
  let [a, b] = [expected.intercept.mean, expected.slope.mean]
  for (let round = 0; round < rounds; round += 1) {
    let [ga, gb] = [expected.intercept.precision * (expected.intercept.mean - a), expected.slope.precision * (expected.slope.mean - b)]
    let [haa, hab, hbb] = [expected.intercept.precision, 0, expected.slope.precision]
    for (const { raw, right } of trials) {
      const x = evidence(raw, prior)
      const p = logistic(logit(prior) + a + b * x)
      const residual = (right ? 1 : 0) - p
      const w = p * (1 - p)
      ga += residual
      gb += residual * x
      haa += w
      hab += w * x
      hbb += w * x * x
    }
    const determinant = haa * hbb - hab * hab
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant]
    a += da
    b += db
    if (Math.abs(da) + Math.abs(db) < 1e-10) break
  }
  return { prior, intercept: a, slope: b }
}

export const calibrated = ({ prior, intercept, slope }: Calibration, raw: number): number => logistic(logit(prior) + intercept + slope * evidence(raw, prior))

export interface Precision {
  readonly n: number
  readonly right: number
  readonly value: number | null
  /** Lower end of the Wilson 95 % interval. */
  readonly low: number | null
}

/** How often the first candidate is right among the trials that reach `least`. */
export function precisionAt(trials: readonly Trial[], calibration: Calibration, least: number): Precision {
  const reached = trials.filter(({ raw }) => calibrated(calibration, raw) >= least)
  const [n, right] = [reached.length, reached.filter((trial) => trial.right).length]
  if (n === 0) return { n, right, value: null, low: null }
  const z = 1.959964
  const share = right / n
  const low = (share + (z * z) / (2 * n) - z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { n, right, value: share, low }
}
