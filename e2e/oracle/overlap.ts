import { accountStages, order } from './crm-stages.ts'
import { counts, within, type Policy, type Subject } from './score.ts'
import { wilson } from './statistics.ts'
import type { World, WorldSignal } from './world.ts'

interface Sides {
  ours: boolean
  readonly theirs: Set<string>
}

const isOurs = ({ source }: WorldSignal) => /^repo_/.test(source)
const isTheirs = ({ source }: WorldSignal) => /^competitor_/.test(source)

/** Who was active on which side, by walking the events one at a time; `targets` by name, the key `any` for all of them. */
export function overlapOf(world: World, subjects: readonly Subject[], { asOf, policy }: { asOf: number; policy: Policy }) {
  const stages = accountStages(world, asOf)
  const groupOf = new Map(subjects.map((subject) => [subject.key, subject.recordId === null ? 'hidden' : (stages.get(subject.recordId) ?? 'unmapped')]))
  const subjectsOf = new Map<string, string[]>()
  for (const subject of subjects) for (const company of subject.companies) subjectsOf.set(company, [...(subjectsOf.get(company) ?? []), subject.key])
  const found = { subjects: new Map<string, Map<string, Sides>>(), people: new Map<string, Map<string, Sides>>() }
  const put = (kind: 'subjects' | 'people', group: string, unit: string, signal: WorldSignal) => {
    const units = found[kind].get(group) ?? new Map<string, Sides>()
    found[kind].set(group, units)
    const sides = units.get(unit) ?? { ours: false, theirs: new Set<string>() }
    units.set(unit, sides)
    if (isOurs(signal)) sides.ours = true
    else sides.theirs.add(signal.target?.toLowerCase() ?? '(not named)')
  }
  const seen = new Set<string>()
  for (const signal of world.signals) {
    if (!(isOurs(signal) || isTheirs(signal)) || !within(signal.at, 365, asOf) || !counts({ ...signal, company: '', confidence: 1 }, 'all')) continue
    if (isTheirs(signal)) seen.add(signal.target?.toLowerCase() ?? '(not named)')
    const keys = signal.company !== null && counts(signal, policy) ? (subjectsOf.get(signal.company) ?? []) : []
    for (const key of keys) for (const group of ['all', groupOf.get(key) ?? '']) put('subjects', group, key, signal)
    if (signal.person === null) continue
    const groups = keys.length === 0 ? ['unresolved'] : keys.map((key) => groupOf.get(key) ?? '')
    for (const group of ['all', ...groups]) put('people', group, signal.person, signal)
  }
  const groups = ['all', ...order, 'lost', 'unmapped', 'hidden']
  const row = (kind: 'subjects' | 'people', group: string, target: string | null) => {
    const units = [...(found[kind].get(group)?.values() ?? [])].map(({ ours, theirs }) => ({ ours, theirs: target === null ? theirs.size > 0 : theirs.has(target) }))
    const n = units.filter(({ ours, theirs }) => ours || theirs).length
    const part = (count: number) => ({ count, share: wilson(count, n) })
    return {
      group, n,
      theirs: part(units.filter(({ ours, theirs }) => theirs && !ours).length), both: part(units.filter(({ ours, theirs }) => theirs && ours).length), ours: part(units.filter(({ ours, theirs }) => !theirs && ours).length),
    }
  }
  const figures = (target: string | null) => ({ subjects: groups.map((group) => row('subjects', group, target)), people: [...groups, 'unresolved'].map((group) => row('people', group, target)) })
  return { any: figures(null), ...Object.fromEntries([...seen].map((target) => [target, figures(target)])) }
}
