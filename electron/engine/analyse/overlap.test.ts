import { expect, test } from 'vitest'
import { overlap, overlapRows, type OverlapGroup } from '../../../shared/contract-overlap.ts'
import type { Segment } from '../../../shared/segment.ts'
import { run } from '../db/query.ts'
import { daysBefore, emptyWorkspace, fill, scoreNow, type Signal } from '../score/fixture.test-support.ts'
import { overlapOf, overlapRowsOf } from './overlap.ts'
import { wilson } from './statistics.ts'

/** Companies 1–3 are leads, 4 a customer, 5 hidden. Each signal with its repository. */
const planted: (Signal & { on: string })[] = [
  { company: 1, person: 1, source: 'competitor_star', on: 'Rival/SDK', at: daysBefore(5) },
  { company: 1, person: 1, source: 'repo_star', on: 'acme/sdk', at: daysBefore(6) },
  { company: 2, person: 2, source: 'competitor_fork', on: 'rival/sdk', at: daysBefore(7) },
  { company: 2, person: 3, source: 'competitor_star', on: 'other/tool', at: daysBefore(7) },
  { company: 2, person: 3, source: 'repo_issue', on: 'acme/sdk', at: daysBefore(400) },
  { company: 3, person: 4, source: 'repo_issue', on: 'acme/sdk', at: daysBefore(20) },
  { company: 3, person: 4, source: 'competitor_star', on: 'rival/sdk', at: daysBefore(20), confidence: 0.5 },
  { company: 4, person: 5, source: 'competitor_star', on: 'other/tool', at: daysBefore(1) },
  { company: 4, person: 6, source: 'repo_star', on: 'acme/sdk', at: daysBefore(1) },
  { company: 5, person: 7, source: 'competitor_star', on: 'rival/sdk', at: daysBefore(2) },
  { company: 5, person: 7, source: 'docs_view', on: 'docs.acme.example', at: daysBefore(2) },
  { company: null, person: 8, source: 'competitor_star', on: 'rival/sdk', at: daysBefore(2) },
  { company: null, person: 8, source: 'repo_star', on: 'acme/sdk', at: daysBefore(2) },
  { company: 4, person: null, source: 'repo_fork', on: 'acme/sdk', at: daysBefore(2) },
]

async function world(policy: 'reliable' | 'all' = 'reliable') {
  const connection = await emptyWorkspace()
  await fill(connection, {
    companies: [1, 2, 3, 4, 5].map((id) => ({ id, name: `c${id}` })),
    accounts: [1, 2, 3, 4].map((id) => ({ record: `A${id}`, stage: id < 4 ? 'lead' : 'customer', companies: [id] })),
    people: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ id, login: `p${id}` })),
    signals: planted,
  })
  await run(connection, `INSERT INTO dev.targets VALUES ('repo', 'Rival/SDK', 'competitor'), ('repo', 'quiet/one', 'competitor'), ('repo', 'acme/sdk', 'own')`)
  await run(
    connection,
    `INSERT INTO dev.events (import_id, source_row, source, target, occurred_at, quantity)
     SELECT 1, row_number() OVER (), source, "on", "at", 1 FROM (SELECT unnest(from_json($list::JSON, '[{"source": "VARCHAR", "on": "VARCHAR", "at": "TIMESTAMP"}]'), recursive := true))`,
    { list: JSON.stringify(planted) },
  )
  await run(connection, `UPDATE crm.accounts SET country = 'DE' WHERE record_id IN ('A1', 'A4')`)
  return { connection, scored: await scoreNow(connection, { policy }) }
}

const germany: Segment = [{ column: 'country', operator: 'in', values: ['DE'] }]
const counts = (groups: readonly OverlapGroup[] | undefined, group: string) => {
  const found = groups?.find((each) => each.group === group)
  return found && [found.theirs.count, found.both.count, found.ours.count]
}

async function figures(filter: Segment = [], policy: 'reliable' | 'all' = 'reliable') {
  const { connection, scored } = await world(policy)
  const found = overlap.parse(await overlapOf(connection, scored, filter))
  return { found, of: (target: string | null) => found.targets.find((each) => each.target === target) }
}

test('accounts and companies on theirs only, on both and on ours only, by stage and for each repository', async () => {
  const { found, of } = await figures()
  expect(found.targets.map(({ target }) => target)).toEqual([null, 'rival/sdk', 'other/tool', 'quiet/one'])
  const any = of(null)?.subjects
  expect(['all', 'lead', 'opportunity', 'customer', 'hidden'].map((group) => counts(any, group))).toEqual([[2, 2, 1], [1, 1, 1], [0, 0, 0], [0, 1, 0], [1, 0, 0]])
  expect(any?.[0]).toMatchObject({ n: 5, theirs: { share: wilson({ hits: 2, total: 5 }) } })
  expect(any?.find(({ group }) => group === 'opportunity')).toMatchObject({ n: 0, both: { share: { value: null } } })
  expect(counts(of('rival/sdk')?.subjects, 'all')).toEqual([2, 1, 2])
  expect(counts(of('other/tool')?.subjects, 'all')).toEqual([1, 1, 2])
  expect(counts(of('quiet/one')?.subjects, 'all')).toEqual([0, 0, 3])
})

test('people by themselves: a customer on both need not be one person on both', async () => {
  const { of } = await figures()
  const people = of(null)?.people
  expect(['all', 'lead', 'customer', 'hidden', 'unresolved'].map((group) => counts(people, group))).toEqual([[4, 3, 1], [2, 1, 1], [1, 0, 1], [1, 0, 0], [1, 1, 0]])
})

test('an uncertain attribution counts with every attribution only', async () => {
  expect(counts((await figures([], 'all')).of(null)?.subjects, 'lead')).toEqual([1, 2, 0])
})

test('a segment counts its accounts and their people, and nobody without a company', async () => {
  const { of } = await figures(germany)
  expect(counts(of(null)?.subjects, 'all')).toEqual([0, 2, 0])
  expect(counts(of(null)?.people, 'all')).toEqual([1, 1, 1])
  expect(of(null)?.people.some(({ group }) => group === 'unresolved')).toBe(false)
})

test('every count opens as many rows', async () => {
  const { connection, scored } = await world()
  const asked = (filter: Segment, target: string | null) => ['all', 'lead', 'unresolved'].flatMap((group) => (['subjects', 'people'] as const).map((of) => ({ filter, target, group, of })))
  for (const { filter, target, group, of } of [...asked([], null), ...asked([], 'rival/sdk'), { filter: germany, target: null, group: 'all', of: 'people' as const }]) {
    const each = (await overlapOf(connection, scored, filter)).targets.find((found) => found.target === target)?.[of].find((found) => found.group === group)
    for (const place of ['theirs', 'both', 'ours'] as const) {
      const { found, rows } = overlapRows.parse(await overlapRowsOf(connection, scored, { filter, of, target, group, place, limit: 100 }))
      const count = each?.[place].count ?? 0
      expect([found, rows.length], `${target} ${of} ${group} ${place}`).toEqual([count, count])
    }
  }
  const { rows } = await overlapRowsOf(connection, scored, { filter: [], of: 'subjects', target: null, group: 'lead', place: 'both', limit: 10 })
  expect(rows).toEqual([{ key: 'account:A1', name: 'A1', theirs: 1, ours: 1, lastAt: daysBefore(5) }])
})
