import type { Stage } from '../workspace/stages.ts'
import type { CountedPlaces } from './subjects.ts'

/** What a person adds to an account of the funnel; `evidence_group` is null where the attribution is fixed. */
export interface AccountPerson {
  stage: string
  subject_id: number
  points: number
  /** Families as `FamilyBits`. */
  families_low: number
  families_high: number
  is_active: boolean
  evidence_group: string | null
  attribution: number
}

const bitsPerWord = 32

/** Accounts of the funnel, one stage behind the other, with what each person adds to them. */
export interface AccountPeople {
  /** Where people of each account begin; one more entry ends the last. */
  begins: Int32Array
  /** Bit of each account in a set of accounts; the bits of a stage begin with a word of their own. */
  bit: Int32Array
  /** Bit by subject id. */
  bitOf: ReadonlyMap<number, number>
  /** Where the words of each stage begin in such a set; one more entry ends the last. */
  words: Int32Array
  /** Of each person of an account. */
  points: Float64Array
  low: Int32Array
  high: Int32Array
  isActive: Uint8Array
  attribution: Int32Array
  /** Of each attribution: the place of its group, or −1 where it is fixed. */
  group: Int32Array
  groups: string[]
}

/** Rows of one account stand together. */
export function arranged(found: readonly AccountPerson[], stages: readonly Stage[]): AccountPeople {
  const within = stages.flatMap(({ key }) => found.filter(({ stage }) => stage === key))
  const groups = [...new Set(found.flatMap(({ evidence_group }) => evidence_group ?? []))].sort()
  const begins = within.flatMap(({ subject_id }, index) => (subject_id === within[index - 1]?.subject_id ? [] : [index]))
  const accounts = begins.flatMap((first) => within[first] ?? [])
  const words = [0]
  for (const { key } of stages) words.push((words.at(-1) ?? 0) + Math.ceil(accounts.filter(({ stage }) => stage === key).length / bitsPerWord))
  const bit = stages.flatMap(({ key }, place) => accounts.filter(({ stage }) => stage === key).map((_, index) => (words[place] ?? 0) * bitsPerWord + index))
  const group = new Int32Array(within.reduce((most, { attribution }) => Math.max(most, attribution + 1), 0)).fill(-1)
  for (const { attribution, evidence_group } of within) group[attribution] = evidence_group === null ? -1 : groups.indexOf(evidence_group)
  return {
    begins: Int32Array.from([...begins, within.length]),
    bit: Int32Array.from(bit),
    bitOf: new Map(accounts.map(({ subject_id }, index) => [subject_id, bit[index] ?? 0])),
    words: Int32Array.from(words),
    points: Float64Array.from(within, ({ points }) => points),
    low: Int32Array.from(within, ({ families_low }) => families_low),
    high: Int32Array.from(within, ({ families_high }) => families_high),
    isActive: Uint8Array.from(within, ({ is_active }) => (is_active ? 1 : 0)),
    attribution: Int32Array.from(within, ({ attribution }) => attribution),
    group, groups,
  }
}

/** A set of accounts as bits. */
export type AccountSet = Uint32Array

export const emptySet = ({ words }: AccountPeople): AccountSet => new Uint32Array(words.at(-1) ?? 0)

export function include(set: AccountSet, bit: number): void {
  const word = bit >>> 5
  set[word] = (set[word] ?? 0) | (1 << (bit & 31))
}

/** The accounts among the subjects counted; `bits`: the bit of each subject, −1 where it has none. */
export function setOf(people: AccountPeople, bits: Int32Array, counted: CountedPlaces): AccountSet {
  const set = emptySet(people)
  for (let place = 0; place < bits.length; place += 1) {
    const bit = bits[place] ?? -1
    if (bit >= 0 && counted[place] === 1) include(set, bit)
  }
  return set
}
