/** A set of up to 60 families as two numbers that JavaScript's bit operators hold. */
export interface FamilyBits {
  low: number
  high: number
}

/** Families of the lower number. */
export const lowFamilies = 30

export const familyBits = (family: number): FamilyBits => (family < lowFamilies ? { low: 1 << family, high: 0 } : { low: 0, high: 1 << (family - lowFamilies) })

/** A family as a bit of a BIGINT, in words that JSON keeps exactly; no family has none. */
export const familyBit = (family: number): string => (family < 0 ? 0n : 1n << BigInt(family)).toString()

/** How many bits of a 32-bit number are set. */
export function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
