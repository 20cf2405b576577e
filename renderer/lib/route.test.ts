import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRoute, follow, formatRoute, pages, parseRoute, type Route } from './route.ts'

const text = fc.string({ unit: 'binary' })
const filled = text.filter((value) => value.length > 0)
const value = fc.oneof(text, fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)))

const route: fc.Arbitrary<Route> = fc.record({
  page: fc.constantFrom(...pages),
  asOf: fc.constantFrom(null, '2026-06-30', '2026-06-30T12:00:00Z'),
  policy: fc.constantFrom('reliable', 'all'),
  view: fc.option(filled),
  where: fc.array(fc.record({
    column: text,
    operator: fc.constantFrom('contains', 'in', 'between', 'blank'),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
  }), { maxLength: 3 }),
  search: text,
  sort: fc.array(fc.record({ column: filled.filter((name) => !name.startsWith('-')), descending: fc.boolean() }), { maxLength: 2 }),
  columns: fc.array(filled, { maxLength: 4 }),
  open: fc.option(filled),
  compare: fc.constantFrom(null, 'in force@2026-04-02~3@~gain'),
  chosen: fc.dictionary(fc.constantFrom('overlap', 'competitor', 'a:b'), filled),
})

test('every view survives the trip through the address', () => {
  fc.assert(fc.property(route, (given) => {
    expect(parseRoute(formatRoute(given))).toEqual(given)
  }))
})

test('the address of a filtered grid can be read by a person', () => {
  const given = { ...emptyRoute, page: 'companies' as const, asOf: '2026-06-30', where: [
    { column: 'stage', operator: 'in' as const, values: ['customer'] }, { column: 'active', operator: 'equals' as const, values: [true] },
  ] }
  expect(formatRoute(given)).toBe('#/companies?as-of=2026-06-30&where=stage:in:customer&where=active:equals:=true')
})

test('nonsense opens the default page instead of failing', () => {
  expect(parseRoute('#/nowhere?as-of=yesterday&where=a:explode:1&policy=none')).toEqual(emptyRoute)
  expect(parseRoute('#/companies?search=%E0%A4%A')).toEqual({ ...emptyRoute, page: 'companies' })
})

test('another page keeps the as-of date and policy but not the filter', () => {
  const from = { ...emptyRoute, page: 'companies' as const, asOf: '2026-01-31', policy: 'all' as const, search: 'acme', open: 'account:1', chosen: { overlap: 'people' } }
  expect(follow(from, { page: 'explore' })).toEqual({ ...emptyRoute, page: 'explore', asOf: '2026-01-31', policy: 'all' })
  expect(follow(from, { open: null })).toEqual({ ...from, open: null })
})

test('a condition that blank cells meet too keeps its mark', () => {
  const where = [{ column: 'industry', operator: 'equals' as const, values: ['Soft~ware'], orBlank: true }, { column: 'owner', operator: 'blank' as const, values: [], orBlank: true }]
  expect(parseRoute(formatRoute({ ...emptyRoute, page: 'explore', where })).where).toEqual(where)
})
