import fc from 'fast-check'

const base = Date.UTC(2026, 0, 1)
const day = 86_400_000

/** Days before 2026: the edges of every window, the same instants again and again (ties), some after it, some at random. */
export const moment = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, 1, 30, 120, 179, 180, 181, 364, 365, 366, 92, 92 + 365, -3, -200) },
    { weight: 3, arbitrary: fc.double({ min: -40, max: 800, noNaN: true }) },
  )
  .map((days) => Math.floor((base - days * day) / 1000) * 1000)

export const iso = (at: number): string => new Date(at).toISOString()
export const plainIso = moment.map((at) => `${iso(at).slice(0, 19)}Z`)
export const anyIso = fc.tuple(moment, fc.nat(5)).map(([at, form]) => {
  const text = iso(at)
  const shifted = iso(at + 7_200_000)
  return [text, `${text.slice(0, 19)}Z`, text.slice(0, 19).replace('T', ' '), `${shifted.slice(0, 19)}+02:00`, text.slice(0, 10), `${text.slice(0, 19)}.250Z`][form] ?? text
})
export const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> => fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary })
export const often = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> => fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: fc.constant(otherwise) })

export const seldom = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> => fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary })

export const stamp = moment.map((at) => iso(at).slice(0, 16).replace('T', ' '))

export const some = <T>(row: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.array(row, { maxLength })

/** Several spellings of few companies, two of which share a label, so that names and domains meet often. */
export const names = [
  'Korvane', 'Korvane GmbH', 'KORVANE, Inc.', '@korvane', 'Tashmere Labs', 'Tashmere-Labs Ltd', '@tashmere-labs', 'Zorvik & Quill', 'Zorvik and Quill B.V.', 'Brelune', 'brelune SAS', 'Nimbræ Søndag', 'Ostrell',
]
