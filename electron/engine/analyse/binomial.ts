import type { Random } from '../random.ts'

/** Expected numbers of successes, or failures, up to which trials are passed over one success at a time. */
const few = 10

/** A number from Binomial(n, p), exactly. */
export function binomialNumber(random: Random, n: number, p: number): number {
  if (p > 0.5) return n - binomialNumber(random, n, 1 - p)
  return n * p < few ? byWaiting(random, n, p) : byRejection(random, n, p)
}

/** The trials between two successes are geometric (Devroye 1986, X.4.2). */
function byWaiting(random: Random, n: number, p: number): number {
  if (p === 0) return 0
  const perTrial = Math.log1p(-p)
  let [trials, count] = [0, -1]
  do {
    trials += Math.floor(Math.log(1 - random.next()) / perTrial) + 1
    count += 1
  } while (trials <= n)
  return count
}

/** Transformed rejection with squeeze, algorithm BTRS (Hörmann 1993, The generation of binomial random variates); p at most 1/2. */
function byRejection(random: Random, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const alpha = (2.83 + 5.1 / b) * deviation
  const squeezed = 0.92 - 4.2 / b
  const odds = p / (1 - p)
  const mode = Math.floor((n + 1) * p)
  for (;;) {
    const u = random.next() - 0.5
    const v = 1 - random.next()
    const edge = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5)
    if (edge >= 0.07 && v <= squeezed) return k
    if (k < 0 || k > n) continue
    const height = Math.log((v * alpha) / (a / edge ** 2 + b))
    const chance = (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) + (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) + (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1))
      + stirling(mode) + stirling(n - mode) - stirling(k) - stirling(n - k)
    if (height <= chance) return k
  }
}

const smallStirling = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.0104112652619720,
  0.00925546218271273, 0.00833056343336287,
]

/** What Stirling’s formula for log k! leaves over, as log k! = (k + ½) log(k + 1) − (k + 1) + ½ log 2π + the rest. */
function stirling(k: number): number {
  const known = smallStirling[k]
  if (known !== undefined) return known
  const inverse = 1 / (k + 1)
  return (1 / 12 - (1 / 360 - inverse ** 2 / 1260) * inverse ** 2) * inverse
}
