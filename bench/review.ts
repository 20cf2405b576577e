import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gridQuery } from '../shared/contract-grid.ts'
import { calls } from '../shared/contract.ts'
import { rows } from '../electron/engine/db/query.ts'
import { createWorkspace, openWorkspace, type Workspace } from '../electron/engine/db/workspace.ts'
import { gridHandlers } from '../electron/engine/grid/handlers.ts'
import { gridsOf } from '../electron/engine/grid/workspace-grids.ts'
import { ensureResolved } from '../electron/engine/resolve/ensure-resolved.ts'
import { reviewHandlers } from '../electron/engine/review/handlers.ts'
import { claimCount, fillClaims } from './data-claims.ts'

const asked = 300
const windowRows = 200
const signal = new AbortController().signal

/** Queue and items over 1,000,000 claims: opening, paging, one item, one decision, and what it costs the queue. */
export async function reviewBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-bench-review-'))
  const made = await createWorkspace(join(folder, 'bench'))
  const filling = performance.now()
  await fillClaims(made)
  console.log(`${claimCount.toLocaleString('en')} claims imported, judged and resolved in ${format(performance.now() - filling)}`)
  await made.close()
  const workspace = await openWorkspace(made.path)
  try {
    await measureReview(workspace, folder)
  } finally {
    await workspace.close()
    await rm(folder, { recursive: true })
  }
}

export async function measureReview(workspace: Workspace, folder: string): Promise<void> {
  const session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  const grid = gridHandlers(session)
  const review = reviewHandlers(session)
  const query = gridQuery.parse({
    dataset: 'review_items',
    columns: ['kind', 'name', 'provider', 'proposed', 'company_text', 'verdict', 'confidence', 'disagrees', 'events', 'weight', 'decision', 'item_key'],
    filter: [{ column: 'decided', operator: 'equals', values: [false] }, { column: 'unsure', operator: 'equals', values: [false] }],
  })
  const opening = performance.now()
  const { gridId, totalRows } = await grid['grid.open'](query, signal)
  const opened = performance.now() - opening
  const offset = offsets(totalRows)
  const first = await timed(1, () => grid['grid.window']({ gridId, offset: 0, limit: windowRows }, signal))
  const early = await timed(20, () => grid['grid.window']({ gridId, offset: offset(), limit: windowRows }, signal))
  const { grids } = await gridsOf(workspace)
  const made = grids.get(gridId)
  while (made.copied < made.totalRows) await new Promise((resolve) => setTimeout(resolve, 10))
  const settled = performance.now() - opening
  const late = await timed(asked, () => grid['grid.window']({ gridId, offset: offset(), limit: windowRows }, signal))
  console.log(`queue of ${totalRows.toLocaleString('en')} items: open ${format(opened)}, first window ${format(first.p50)}, all visible columns copied after ${format(settled)}`)
  console.log(`  200-row window     p50 ${format(late.p50)}  p95 ${format(late.p95)}   (while copying: p50 ${format(early.p50)}  p95 ${format(early.p95)})   ${verdict(late.p95, 16)}`)
  const again = await timed(3, async () => grid['grid.close'](await grid['grid.open'](gridQuery.parse({ ...query, filter: [...query.filter, { column: 'provider', operator: 'equals', values: ['pdl'] }] }), signal), signal))
  console.log(`  another filter     p50 ${format(again.p50)}`)

  for (const kind of ['claim', 'attribution', 'match'] as const) {
    const keys = await itemsOf(workspace, kind)
    if (keys.length === 0) continue
    let at = 0
    const item = await timed(Math.min(asked, keys.length), () => review['review.item'](calls['review.item'].input.parse({ kind, ...keys[at++] }), signal))
    console.log(`item (${kind})${' '.repeat(12 - kind.length)} p50 ${format(item.p50)}  p95 ${format(item.p95)}   ${verdict(item.p95, 15)}`)
  }

  const keys = await itemsOf(workspace, 'claim')
  let at = 0
  const decide = async () => {
    await review['review.decide'](calls['review.decide'].input.parse({ decisions: [{ kind: 'claim', ...keys[at++], verdict: 'accept', queue: 'uncertain' }] }), signal)
  }
  const decided = await timed(20, decide)
  const applied = await timed(5, async () => ensureResolved(workspace, signal))
  const both = await timed(10, async () => {
    await decide()
    await ensureResolved(workspace, signal)
  })
  const still = await timed(50, () => grid['grid.window']({ gridId, offset: offset(), limit: windowRows }, signal))
  const reopening = await timed(1, async () => grid['grid.close'](await grid['grid.open'](query, signal), signal))
  console.log(`decision: recorded p50 ${format(decided.p50)} p95 ${format(decided.p95)}; 20 of them laid over in ${format(applied.most)}; recorded and laid over p50 ${format(both.p50)} p95 ${format(both.p95)}`)
  console.log(`  the opened queue goes on: 200-row window p95 ${format(still.p95)}; opened anew ${format(reopening.p50)}`)
  const undone = await timed(10, () => review['review.undo']({}, signal))
  console.log(`  undo p50 ${format(undone.p50)}`)
}

const itemsOf = (workspace: Workspace, kind: 'claim' | 'attribution' | 'match'): Promise<{ subject: string; object: string | null }[]> =>
  rows(
    workspace.reader,
    {
      claim: `SELECT claim_key AS subject, NULL AS object FROM evidence.person_claims ORDER BY hash(claim_key) LIMIT ${asked}`,
      attribution: `SELECT p.person_key AS subject, c.company_key AS object FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id) WHERE a.current ORDER BY hash(p.person_key) LIMIT ${asked}`,
      match: `SELECT company_key AS subject, record_id AS object FROM evidence.match_candidates WHERE place = 1 AND method <> 'domain' ORDER BY hash(company_key) LIMIT ${asked}`,
    }[kind],
  )

async function timed(times: number, work: () => Promise<unknown>): Promise<{ p50: number; p95: number; most: number }> {
  const taken: number[] = []
  for (let index = 0; index < times; index += 1) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  taken.sort((left, right) => left - right)
  const quantile = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN
  return { p50: quantile(0.5), p95: quantile(0.95), most: taken.at(-1) ?? Number.NaN }
}

/** The same offsets in every run. */
function offsets(totalRows: number): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * Math.max(1, totalRows - windowRows))
  }
}

const verdict = (p95: number, limit: number): string => (p95 <= limit ? `ok (p95 ≤ ${limit} ms)` : `MISSED (p95 ≤ ${limit} ms)`)

const format = (milliseconds: number): string => (milliseconds < 10_000 ? `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`)
