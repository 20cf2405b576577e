/**
 * Complementary error function for x ≥ 0, relative error below 1e-13.
 * Abramowitz & Stegun, Handbook of Mathematical Functions: series 7.1.6 (all terms positive) below 2, continued fraction 7.1.14 above.
 */
export function erfc(x: number): number {
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x)
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

function erfcFraction(x: number): number {
  let tail = x
  for (let n = 120; n > 0; n -= 1) tail = x + n / 2 / tail
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail
}

/** P(|Z| ≥ |z|) of the standard normal. */
export const twoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2)
