import type { Estimate } from '../../../shared/model.ts'
import { blindQueue } from '../../../shared/contract-quality.ts'
import { calls } from '../../../shared/contract.ts'
import { analyseHandlers } from '../analyse/handlers.ts'
import { katz } from '../analyse/statistics.ts'
import { rows } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../db/settings.ts'
import { seededRandom, type Random } from '../random.ts'
import { resolvePeople } from '../resolve/resolve.ts'
import { reviewHandlers } from '../review/handlers.ts'
import type { Session } from '../session.ts'
import { qualityHandlers } from './handlers.ts'
import { acceptClaims, evidenceGroups, simulatedWorld, stages, type Group, type SimulatedWorld } from './simulated-world.test-support.ts'

export const measures = ['falsePositives', 'realisedFalsePositives', 'correctedCoverage', 'correctedLift', 'coverage', 'lift'] as const
export type Measure = (typeof measures)[number]

/** How many intervals of each measure covered the truth, of how many. */
export type Covered = Record<Measure, { hits: number; total: number }>

const signal = new AbortController().signal
const labelsPerGroup = 60
/** Claims decided where the machine is unsure, before anything is drawn. */
const uncertainDecisions = 20
const restored = ['evidence.attributions', 'result.signals'] as const

/** Of each group: the share of attributions that are true, as the world was made. */
const truthRanges: Readonly<Record<Group, readonly [number, number]>> = { email_domain: [0.85, 0.99], company_text: [0.6, 0.95], 'provider:pdl': [0.3, 0.75], 'provider:apollo': [0.4, 0.9] }

export interface Simulation {
  /** One world of truths: planted, drawn, judged, measured. Adds to the counts. */
  run(number: number): Promise<void>
  covered: Covered
  close(): Promise<void>
}

/**
 * Simulates on one workspace: what the machine saw stays, what is true is planted anew by each run. Everything between is the real thing: the calls that
 * draw, list, decide, measure and analyse. Between runs the decisions go and what they changed is put back.
 */
export async function simulation(seed: string): Promise<Simulation> {
  const world = await simulatedWorld(seed)
  const { workspace } = world
  const { writer } = workspace
  await acceptClaims(workspace)
  await resolvePeople({ connection: writer, signal })
  for (const table of restored) await writer.run(`CREATE TABLE ops.kept_${table.replace('.', '_')} AS FROM ${table}`)
  const session: Session = { workspace: () => workspace, dataDirectory: '', report: () => undefined, changed: () => Promise.resolve() }
  const handlers = { ...qualityHandlers(session), ...reviewHandlers(session), ...analyseHandlers(session) }
  const covered = Object.fromEntries(measures.map((measure) => [measure, { hits: 0, total: 0 }])) as Covered // every measure has its key

  const count = (measure: Measure, { low, high }: Estimate, truth: number) => {
    covered[measure].total += 1
    if (low !== null && high !== null && low - 1e-9 <= truth && truth <= high + 1e-9) covered[measure].hits += 1
  }

  async function restore(): Promise<void> {
    for (const table of ['evidence.decisions', 'evidence.blind_items', ...restored]) await writer.run(`DELETE FROM ${table}`)
    for (const table of restored) await writer.run(`INSERT INTO ${table} FROM ops.kept_${table.replace('.', '_')}`)
    await bumpDataVersion(writer)
    await writeSetting(writer, 'resolved_version', await readDataVersion(writer))
  }

  return {
    covered,
    close: world.remove,
    async run(number) {
      const random = seededRandom(`truth ${seed} ${number}`)
      await restore()
      const truth = plant(world, random)
      const uncorrected = await handlers['analyse.run'](calls['analyse.run'].input.parse({}), signal)
      const decide = async (queue: string, items: readonly { subject: string; object: string | null }[]) => handlers['review.decide'](
        calls['review.decide'].input.parse({ reviewer: 'ana', decisions: items.map(({ subject, object }) => ({ kind: 'attribution', subject, object, queue, verdict: truth.isTrue(subject) ? 'accept' : 'reject' })) }), signal,
      )
      await decide('uncertain', await unsureOf(world))
      const refused = await handlers['quality.read']({}, signal)
      if (refused.samples.length > 0 || refused.groups.some(({ rate, correct, wrong }) => rate.value !== null || correct + wrong > 0)) throw new Error('Decisions of the uncertain queue were measured.')
      await handlers['quality.draw']({ kind: 'attribution', size: labelsPerGroup * evidenceGroups.length, seed: `${seed}/${number}`, perGroup: true }, signal)
      await decide(blindQueue, await handlers['quality.open'](calls['quality.open'].input.parse({}), signal))
      const measured = await handlers['quality.read']({}, signal)
      for (const group of evidenceGroups) {
        const rate = measured.groups.find((each) => each.kind === 'attribution' && each.group === group)?.rate
        if (!rate || rate.value === null) throw new Error(`There is no rate of ${group}.`)
        count('falsePositives', rate, 1 - truth.precision(group))
        count('realisedFalsePositives', rate, 1 - truth.realised(group))
      }
      const analysis = await handlers['analyse.run'](calls['analyse.run'].input.parse({}), signal)
      stages.forEach(({ accounts }, index) => {
        const [active, base] = [truth.active[index] ?? 0, truth.active[0] ?? 0]
        const [corrected, raw] = [analysis.corrected?.stages[index], uncorrected.stages[index]]
        if (!corrected || !raw) throw new Error('A stage is missing.')
        count('correctedCoverage', corrected.coverage, active / accounts)
        count('coverage', raw.coverage, active / accounts)
        if (index === 0) return
        const lift = katz({ hits: active, total: accounts }, { hits: base, total: stages[0].accounts }).ratio.value ?? 0
        count('correctedLift', corrected.lift, lift)
        count('lift', raw.lift, lift)
      })
    },
  }
}

/** The claims a machine is least sure of, by their keys. */
const unsureOf = ({ workspace }: SimulatedWorld): Promise<{ subject: string; object: string }[]> =>
  rows(
    workspace.writer,
    `SELECT p.person_key AS subject, c.company_key AS object FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)
     WHERE a.current AND a.method <> 'human' ORDER BY a.confidence, md5(p.person_key) LIMIT ${uncertainDecisions}`,
  )

/** For every group how often it is right, and for every attribution whether it is. */
function plant({ people }: SimulatedWorld, random: Random) {
  const precision = Object.fromEntries(evidenceGroups.map((group) => [group, truthRanges[group][0] + random.next() * (truthRanges[group][1] - truthRanges[group][0])])) as Record<Group, number> // every group has its key
  const truths = new Map(people.map(({ id, group }) => [`github:${id}`, random.chance(precision[group])]))
  const isTrue = (subject: string): boolean => {
    const known = truths.get(subject)
    if (known === undefined) throw new Error(`Nobody knows ${subject}.`)
    return known
  }
  const accountsOf = (stage: number): { from: number; to: number } => {
    const from = stages.slice(0, stage).reduce((sum, { accounts }) => sum + accounts, 0)
    return { from, to: from + (stages[stage]?.accounts ?? 0) }
  }
  return {
    isTrue,
    precision: (group: Group) => precision[group],
    realised: (group: Group) => {
      const members = people.filter((person) => person.group === group)
      return members.filter(({ id }) => isTrue(`github:${id}`)).length / members.length
    },
    /** Accounts of each stage that a true attribution makes active. */
    active: stages.map((_, stage) => {
      const { from, to } = accountsOf(stage)
      return new Set(people.filter(({ id, account }) => Number(account) > from && Number(account) <= to && isTrue(`github:${id}`)).map(({ account }) => account)).size
    }),
  }
}
