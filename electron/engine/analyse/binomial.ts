import type { Random } from '../random.ts'
import { betaNumber } from './beta.ts'

const few = 32

/** A number from Binomial(n, p), exactly: the middle one of n uniform numbers is a Beta number, and tells on which side to go on (Devroye 1986, X.4.3). */
export function binomialNumber(random: Random, n: number, p: number): number {
  let [left, chance, count] = [n, p, 0]
  while (left > few) {
    const middle = Math.floor((left + 1) / 2)
    const split = betaNumber(random, middle, left + 1 - middle)
    if (split <= chance) {
      count += middle
      left -= middle
      chance = (chance - split) / (1 - split)
    } else {
      left = middle - 1
      chance /= split
    }
  }
  for (let trial = 0; trial < left; trial += 1) if (random.next() < chance) count += 1
  return count
}
