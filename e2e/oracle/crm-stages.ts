import type { AccountRecord, DealRecord, RelatedRecord } from './records.ts'
import { stageWords } from './word-lists.ts'
import type { World } from './world.ts'

export const order = stageWords.stages.map((stage) => stage.key)
export const firstBottom = Math.max(1, stageWords.stages.findIndex((stage) => stage.bottom))
export const rank = (stage: string): number => order.indexOf(stage)
/** Of two entries of a deal at one instant the one further on counts; only winning is beyond losing. */
const place = (stage: string): number => (stage === 'lost' ? order.length - 1.5 : rank(stage))

interface Dated {
  readonly stage: string
  readonly entries: readonly { stage: string; at: number }[]
}

/** The furthest stage entered by `asOf` where the record dates its current stage, else the current one. */
export function standing({ stage: current, entries }: Dated, asOf: number): string {
  if (rank(current) < 0 || !entries.some((entry) => entry.stage === current)) return current
  const reached = entries.filter((entry) => entry.at <= asOf && rank(entry.stage) >= 0 && rank(entry.stage) <= rank(current)).map((entry) => rank(entry.stage))
  return reached.length === 0 ? 'unmapped' : (order[Math.max(...reached)] ?? 'unmapped')
}

/** Dated entries of a deal: those stated, its creation and its closing. */
export function dealEntries(deal: DealRecord, world: World): { stage: string; at: number }[] {
  const closed = deal.stage === 'opportunity' ? null : deal.closedAt
  const stated = world.dealEntries.filter((entry) => entry.recordId === deal.recordId && entry.stage !== 'unmapped')
  const entries = stated.map(({ stage, at }) => ({ stage, at }))
  if (deal.stage !== 'unmapped' && closed !== null && !stated.some((entry) => entry.stage === deal.stage)) entries.push({ stage: deal.stage, at: Math.max(closed, ...stated.map((entry) => entry.at)) })
  if (deal.createdAt !== null && (closed === null || deal.createdAt < closed)) entries.push({ stage: 'opportunity', at: deal.createdAt })
  return entries
}

/** Where the latest entry by `asOf` put a deal. */
export function dealStanding(deal: DealRecord, world: World, asOf: number): string {
  if (deal.stage === 'unmapped') return 'unmapped'
  const entries = dealEntries(deal, world)
  if (!entries.some((entry) => entry.stage === deal.stage)) return deal.stage
  const [latest] = entries.filter((entry) => entry.at <= asOf).sort((a, b) => b.at - a.at || place(b.stage) - place(a.stage))
  return latest?.stage ?? 'unmapped'
}

export const existsAt = (at: number) => ({ createdAt }: { createdAt: number | null }): boolean => createdAt === null || createdAt <= at

/** Section 2: the furthest stage among an account's own row, its contacts and its deals; lost where something is and nothing is open or won. */
export function accountStages(world: World, asOf: number): ReadonlyMap<string, string> {
  const accounts = world.accounts.filter(existsAt(asOf))
  const found = new Map(accounts.map((account) => [account.recordId, [standing(account, asOf)]]))
  const accountsOf = belonging(accounts)
  const add = (record: RelatedRecord, stage: string): void => {
    for (const id of new Set(accountsOf(record))) found.get(id)?.push(stage)
  }
  for (const contact of world.contacts.filter(existsAt(asOf))) add(contact, standing(contact, asOf))
  for (const deal of world.deals.filter(existsAt(asOf))) add(deal, dealStanding(deal, world, asOf))
  return new Map([...found].map(([id, stages]) => [id, furthest(stages)]))
}

/** The accounts a contact or deal belongs to: those it names, else the one of exactly its company's name. */
export const belonging = (accounts: readonly AccountRecord[]) => ({ accountIds, company }: RelatedRecord): readonly string[] => {
  if (accountIds.length > 0) return accountIds
  const names = (company ?? '').split(';').map((one) => one.trim().toLowerCase()).filter((one) => one !== '')
  const bearers = (name: string): string[] => accounts.filter((account) => account.name?.trim().toLowerCase() === name).map(({ recordId }) => recordId)
  return names.map(bearers).filter((several) => several.length === 1).flat()
}

export function furthest(stages: readonly string[]): string {
  const best = Math.max(...stages.map(rank))
  if (best < firstBottom && stages.includes('lost')) return 'lost'
  return order[best] ?? 'unmapped'
}
