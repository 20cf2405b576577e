import type { BeforeEntry, EntrySet } from '../../shared/contract-before-entry.ts'
import { accountStages, belonging, dealEntries, existsAt, order, rank } from './crm-stages.ts'
import { lifecycles } from './lifecycle.ts'
import { counts, scoreOf, scoreSubjects, type Policy } from './score.ts'
import { wilson } from './statistics.ts'
import type { World } from './world.ts'

const day = 86_400_000
const z = 1.959964

interface Entry {
  readonly stage: string
  readonly at: number
}

/** Every dated entry by `until` of an account's own row, its contacts and its deals, by record id. */
function entriesByAccount(world: World, until: number): ReadonlyMap<string, readonly Entry[]> {
  const accounts = world.accounts.filter(existsAt(until))
  const found = new Map(accounts.map(({ recordId, entries }) => [recordId, [...entries]]))
  const accountsOf = belonging(accounts)
  for (const contact of world.contacts.filter(existsAt(until))) for (const id of new Set(accountsOf(contact))) found.get(id)?.push(...contact.entries)
  for (const deal of world.deals.filter(existsAt(until))) for (const id of new Set(accountsOf(deal))) found.get(id)?.push(...dealEntries(deal, world))
  return new Map([...found].map(([id, entries]) => [id, entries.filter(({ at }) => at <= until)]))
}

const earliest = (entries: readonly Entry[], fits: (stage: string) => boolean): number => Math.min(...entries.filter(({ stage }) => fits(stage)).map(({ at }) => at))

/** Cases of a stage, and who may stand beside each: record ids and instants. */
export function risks(world: World, { stage, until }: { stage: string; until: number }) {
  const entries = entriesByAccount(world, until)
  const entered = (of: readonly Entry[]) => earliest(of, (each) => each === stage)
  const beyond = (of: readonly Entry[]) => earliest(of, (each) => rank(each) > rank(stage))
  return [...entries].filter(([, of]) => entered(of) < Infinity && beyond(of) >= entered(of)).map(([record, of]) => {
    const at = entered(of)
    const stages = accountStages(world, at)
    const eligible = [...entries].filter(([other, theirs]) => other !== record && stages.get(other) === order[rank(stage) - 1] && Math.min(entered(theirs), beyond(theirs)) > at).map(([other]) => other)
    return { record, at, eligible }
  })
}

/** Accounts at the stage or beyond that no record dates into it. */
export function undatedEntries(world: World, { stage, until }: { stage: string; until: number }): number {
  const entries = entriesByAccount(world, until)
  return [...accountStages(world, until)].filter(([record, now]) => rank(now) >= rank(stage) && !(entries.get(record) ?? []).some((entry) => entry.stage === stage)).length
}

/** What stands in a set: everybody as of the day before. */
export function measured(world: World, sets: readonly EntrySet[], { asOf, policy }: { asOf: number; policy: Policy }) {
  const companiesOf = (record: string) => [...world.companies].filter((company) => world.matches.get(company)?.includes(record))
  const signalsOf = (record: string) => {
    const companies = new Set(companiesOf(record))
    return world.signals.filter((signal) => signal.company !== null && companies.has(signal.company) && counts(signal, policy))
  }
  const known = new Map([...new Set(sets.flatMap(({ record, controls }) => [record, ...controls.map((control) => control.record)]))].map((record) => [record, signalsOf(record)]))
  const at = (record: string, instant: number) => {
    const { score, active } = scoreOf((known.get(record) ?? []).filter((signal) => signal.at <= instant), instant)
    return { record, score, active }
  }
  const courses = lifecycles(world, scoreSubjects(world, asOf, policy), { asOf, policy })
  return sets.map(({ record, enteredAt, controls }) => {
    const entered = Date.parse(enteredAt)
    const course = courses.get(`account:${record}`)
    const surge = course?.entered.Surge ?? null
    return {
      ...at(record, entered - day), leadDays: surge === null ? null : (entered - Date.parse(surge)) / day,
      controls: controls.map((control) => at(control.record, entered - day)),
    }
  })
}

type Set_ = ReturnType<typeof measured>[number]

const compared = (left: number, right: number): number => Math.sign(Math.round(left * 1e9) - Math.round(right * 1e9))

/** Figures of section 8 over measured sets, term by term. */
export function entryFigures(sets: readonly Set_[]): Omit<NonNullable<BeforeEntry['stages'][number]['figures']>, 'sets'> {
  const controls = sets.flatMap((set) => set.controls)
  const share = (list: readonly { active: boolean }[]) => {
    const active = list.filter((each) => each.active).length
    return { ...wilson(active, list.length), active, n: list.length }
  }
  // Stratum by stratum as Robins, Breslow and Greenland write them.
  const terms = sets.map((set) => {
    const n = 1 + set.controls.length
    const exposed = set.controls.filter(({ active }) => active).length
    const [a, b, c, d] = set.active ? [1, 0, exposed, set.controls.length - exposed] : [0, 1, exposed, set.controls.length - exposed]
    return { P: (a + d) / n, Q: (b + c) / n, R: (a * d) / n, S: (b * c) / n }
  })
  const sum = (term: (one: (typeof terms)[number]) => number) => terms.reduce((total, one) => total + term(one), 0)
  const [R, S] = [sum((one) => one.R), sum((one) => one.S)]
  const error = Math.sqrt(sum(({ P, R: r }) => P * r) / (2 * R ** 2) + sum(({ P, Q, R: r, S: s }) => P * s + Q * r) / (2 * R * S) + sum(({ Q, S: s }) => Q * s) / (2 * S ** 2))
  const none = { value: null, low: null, high: null }
  const shares = sets.filter((set) => set.controls.length > 0).map((set) => set.controls.map(({ score }) => (compared(set.score, score) + 1) / 2).reduce((a, b) => a + b, 0) / set.controls.length)
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length
  const spread = z * Math.sqrt(shares.map((each) => (each - mean) ** 2).reduce((a, b) => a + b, 0) / (shares.length - 1) / shares.length)
  const leads = sets.map(({ leadDays }) => leadDays).filter((days) => days !== null).sort((a, b) => a - b)
  const [low, high] = [leads[Math.floor((leads.length - 1) / 2)], leads[Math.ceil((leads.length - 1) / 2)]]
  return {
    controls: controls.length,
    withoutControls: sets.filter((set) => set.controls.length === 0).length,
    active: { cases: share(sets), controls: share(controls) },
    oddsRatio: R === 0 || S === 0 ? none : { value: R / S, low: Math.exp(Math.log(R / S) - z * error), high: Math.exp(Math.log(R / S) + z * error) },
    auc: shares.length < 2 ? none : { value: mean, low: Math.max(0, mean - spread), high: Math.min(1, mean + spread) },
    leadTime: {
      medianDays: low === undefined || high === undefined ? null : (low + high) / 2, before: leads.filter((days) => days >= 0).length, after: leads.filter((days) => days < 0).length, never: sets.length - leads.length,
    },
  }
}
