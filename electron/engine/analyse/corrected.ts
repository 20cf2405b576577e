import type { Analysis } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { columnsOf, rows } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import { ones } from '../score/family-bits.ts'
import type { Run } from '../score/run-store.ts'
import { turnsOf } from '../turn.ts'
import type { Stage } from '../workspace/stages.ts'
import { type AccountPeople, type AccountPerson, type AccountSet, arranged, setOf } from './account-people.ts'
import { accountPeopleSql, labelsSql } from './corrected-steps.ts'
import { countOf, crossTable } from './cross-table.ts'
import { type Draw, drawsOf, type Labels, seed } from './draws.ts'
import type { Counting } from './kept-rows.ts'
import { spread } from './spread.ts'
import { katz, undefinedEstimate } from './statistics.ts'

type Corrected = NonNullable<Analysis['corrected']>

const draws = 2000

/**
 * Section 7 of the method: 2,000 draws of how precise each kind of evidence is and of which attributions are true, with the cut-offs of the run. Null while
 * there is no label of a blind sample. Medians and 2.5–97.5 % intervals; a draw that leaves a figure undefined does not count for it. A segment counts its
 * accounts in the draws of all.
 */
export async function correctedWithin(connection: Connection, run: Run, { stages, kept, rows: table, subjects, counted, chosen }: Counting, signal?: AbortSignal): Promise<Corrected | null> {
  const labels = await kept.value('attribution_labels', () => rows<Labels>(connection, labelsSql))
  if (labels.length === 0) return null
  const { people, drawsFrom } = await kept.value('draws', () => prepared(connection, run, { stages, labels }))
  const cells = crossTable(subjects, counted)
  const accounts = stages.map(({ key }) => countOf(cells, (cell) => cell.stage === key))
  // Read when a run is first seen, so that the first change of the filter waits no longer than the others.
  const bits = await kept.value('account_bits', () => readBits(connection, table, people))
  const within = chosen.isAll ? null : setOf(people, bits, counted)
  const found = await figures({ people, drawAt: drawsFrom(), accounts, within, signal })
  return { draws, seed, labels: labels.reduce((sum, { correct, wrong }) => sum + correct + wrong, 0), stages: stages.map(({ key, label }, index) => ({ stage: key, label, ...found[index] ?? undefinedFigures })) }
}

async function prepared(connection: Connection, run: Run, { stages, labels }: { stages: readonly Stage[]; labels: readonly Labels[] }) {
  const people = arranged(await rows<AccountPerson>(connection, accountPeopleSql(stages), scoreValues(run)), stages)
  return { people, drawsFrom: drawsOf({ people, labels, model: run.model, thresholds: run.thresholds }) }
}

/** Of each subject its bit; −1 where it is no account of the funnel. */
async function readBits(connection: Connection, table: string, { bitOf }: AccountPeople): Promise<Int32Array> {
  const [ids = []] = await columnsOf(connection, `SELECT subject_id FROM ${table} ORDER BY place`)
  return Int32Array.from(ids, (id) => bitOf.get(Number(id)) ?? -1)
}

const undefinedFigures = { coverage: undefinedEstimate, lift: undefinedEstimate, intensity: undefinedEstimate }

export interface Counted {
  people: AccountPeople
  drawAt: (place: number) => Draw
  /** Accounts of each stage, active or not. */
  accounts: readonly number[]
  /** Null: all accounts count. */
  within: AccountSet | null
  signal?: AbortSignal | undefined
}

/** Coverage, lift and intensity of each stage over the draws. */
export async function figures({ people: { words }, drawAt, accounts, within, signal }: Counted): Promise<(typeof undefinedFigures)[]> {
  const found = accounts.map(() => ({ coverage: [] as number[], lift: [] as number[], intensity: [] as number[] }))
  // Usually one turn: others would put what is waited for behind what stands below it.
  const turn = turnsOf(signal, 50)
  for (let place = 0; place < draws; place += 1) {
    if (turn.isOver()) await turn.next()
    const draw = drawAt(place)
    const active = accounts.map((_, stage) => members(draw.active, within, { from: words[stage] ?? 0, to: words[stage + 1] ?? 0 }))
    accounts.forEach((total, stage) => {
      const hits = active[stage] ?? 0
      if (total > 0) found[stage]?.coverage.push(hits / total)
      const lift = stage === 0 ? (total > 0 ? 1 : null) : katz({ hits, total }, { hits: active[0] ?? 0, total: accounts[0] ?? 0 }).ratio.value
      if (lift !== null) found[stage]?.lift.push(lift)
      if (hits > 0) found[stage]?.intensity.push(members(draw.strong, within, { from: words[stage] ?? 0, to: words[stage + 1] ?? 0 }) / hits)
    })
  }
  return found.map(({ coverage, lift, intensity }) => ({ coverage: spread(coverage), lift: spread(lift), intensity: spread(intensity) }))
}

function members(set: AccountSet, within: AccountSet | null, { from, to }: { from: number; to: number }): number {
  let count = 0
  for (let word = from; word < to; word += 1) count += ones(within === null ? (set[word] ?? 0) : (set[word] ?? 0) & (within[word] ?? 0))
  return count
}
