import { setImmediate as breathe } from 'node:timers/promises'
import type { Analysis } from '../../../shared/model.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { seededRandom } from '../random.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import type { Run } from '../score/run-store.ts'
import type { Thresholds } from '../score/thresholds.ts'
import type { Stage } from '../workspace/stages.ts'
import { betaNumber } from './beta.ts'
import { accountPeopleSql, labelsSql } from './corrected-steps.ts'
import type { CountedSubjects } from './segment.ts'
import { spread } from './spread.ts'
import { katz, undefinedEstimate } from './statistics.ts'

type Corrected = NonNullable<Analysis['corrected']>

const draws = 2000
const drawsAtOnce = 50
const seed = 'corrected/1'

interface Row {
  stage: string
  subject_id: number
  points: number
  families: number
  is_active: boolean
  evidence_group: string | null
  attribution: number
}

interface Labels {
  group: string
  correct: number
  wrong: number
}

/** Accounts of the funnel with what each person adds to them, as arrays in the order of accounts. */
export interface Added {
  /** Of each account: its stage by place, and where its people begin; one more entry ends the last. */
  stage: number[]
  begins: number[]
  /** Of each person of an account. */
  points: number[]
  families: number[]
  isActive: boolean[]
  attribution: number[]
  /** Of each attribution: the place of its group, or −1 where it is fixed. */
  group: number[]
  groups: string[]
}

/**
 * Section 7 of the method: 2,000 draws of how precise each kind of evidence is and of which attributions are true, with the cut-offs of the run. Null while
 * there is no label of a blind sample. Medians and 2.5–97.5 % intervals; a draw that leaves a figure undefined does not count for it.
 */
export async function correctedFigures(connection: Connection, run: Run, { stages, counted, accounts }: { stages: readonly Stage[]; counted: CountedSubjects; accounts: readonly number[] }): Promise<Corrected | null> {
  const labels = await rows<Labels>(connection, labelsSql)
  if (labels.length === 0) return null
  const added = arranged(await rows<Row>(connection, peopleOf(accountPeopleSql(stages), counted), { ...scoreValues(run), ...counted.values }), stages)
  const found = await simulate({ added, labels, accounts, model: run.model, thresholds: run.thresholds })
  return { draws, seed, labels: labels.reduce((sum, { correct, wrong }) => sum + correct + wrong, 0), stages: stages.map(({ key, label }, index) => ({ stage: key, label, ...found[index] ?? undefinedFigures })) }
}

const peopleOf = (all: string, { isAll, sql }: CountedSubjects): string => (isAll ? all : `SELECT * FROM (${all}) SEMI JOIN (${sql}) USING (subject_id) ORDER BY subject_id, attribution`)

const undefinedFigures = { coverage: undefinedEstimate, lift: undefinedEstimate, intensity: undefinedEstimate }

export function arranged(found: readonly Row[], stages: readonly Stage[]): Added {
  const place = new Map(stages.map(({ key }, index) => [key, index]))
  const groups = [...new Set(found.flatMap(({ evidence_group }) => evidence_group ?? []))].sort()
  const added: Added = { stage: [], begins: [], points: [], families: [], isActive: [], attribution: [], group: [], groups }
  let account: number | null = null
  for (const row of found) {
    const stage = place.get(row.stage)
    if (stage === undefined) continue
    if (row.subject_id !== account) {
      account = row.subject_id
      added.stage.push(stage)
      added.begins.push(added.points.length)
    }
    added.points.push(row.points)
    added.families.push(row.families)
    added.isActive.push(row.is_active)
    added.attribution.push(row.attribution)
    added.group[row.attribution] = row.evidence_group === null ? -1 : groups.indexOf(row.evidence_group)
  }
  added.begins.push(added.points.length)
  return added
}

export interface Simulation {
  added: Added
  labels: readonly Labels[]
  /** Accounts of each stage, active or not. */
  accounts: readonly number[]
  model: Pick<ScoreModel, 'family_bonus'>
  thresholds: Thresholds
}

export async function simulate({ added, labels, accounts, model, thresholds }: Simulation): Promise<(typeof undefinedFigures)[]> {
  const random = seededRandom(seed)
  const { groups, group } = added
  const truth = new Uint8Array(group.length)
  const counts = added.groups.map((name) => labels.find((label) => label.group === name) ?? { correct: 0, wrong: 0 })
  const found = accounts.map(() => ({ coverage: [] as number[], lift: [] as number[], intensity: [] as number[] }))
  for (let draw = 0; draw < draws; draw += 1) {
    if (draw % drawsAtOnce === 0) await breathe()
    const precision = groups.map((_, index) => betaNumber(random, 1 + (counts[index]?.correct ?? 0), 1 + (counts[index]?.wrong ?? 0)))
    for (let index = 0; index < group.length; index += 1) {
      const of = group[index] ?? -1
      truth[index] = of < 0 || random.next() < (precision[of] ?? 0) ? 1 : 0
    }
    const { active, strong } = counted(added, truth, { stages: accounts.length, bonus: model.family_bonus, medium: thresholds.medium })
    accounts.forEach((total, stage) => {
      const hits = active[stage] ?? 0
      if (total > 0) found[stage]?.coverage.push(hits / total)
      const lift = stage === 0 ? (total > 0 ? 1 : null) : katz({ hits, total }, { hits: active[0] ?? 0, total: accounts[0] ?? 0 }).ratio.value
      if (lift !== null) found[stage]?.lift.push(lift)
      if (hits > 0) found[stage]?.intensity.push((strong[stage] ?? 0) / hits)
    })
  }
  return found.map(({ coverage, lift, intensity }) => ({ coverage: spread(coverage), lift: spread(lift), intensity: spread(intensity) }))
}

/** How many accounts of each stage are active, and Medium or High, if only the true attributions count. */
function counted(added: Added, truth: Uint8Array, { stages, bonus, medium }: { stages: number; bonus: number; medium: number | null }): { active: number[]; strong: number[] } {
  const active = new Array<number>(stages).fill(0)
  const strong = new Array<number>(stages).fill(0)
  for (let account = 0; account < added.stage.length; account += 1) {
    let [points, families, isActive] = [0, 0, false]
    for (let row = added.begins[account] ?? 0; row < (added.begins[account + 1] ?? 0); row += 1) {
      if (truth[added.attribution[row] ?? 0] === 0) continue
      points += added.points[row] ?? 0
      families |= added.families[row] ?? 0
      isActive ||= added.isActive[row] ?? false
    }
    if (!isActive) continue
    const stage = added.stage[account] ?? 0
    active[stage] = (active[stage] ?? 0) + 1
    const score = points * (1 + bonus * (Math.max(ones(families), 1) - 1))
    if (medium !== null && Math.round(score * 1e9) >= Math.round(medium * 1e9)) strong[stage] = (strong[stage] ?? 0) + 1
  }
  return { active, strong }
}

function ones(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}
