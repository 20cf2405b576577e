import { belonging, dealStanding, existsAt, firstBottom, furthest, order, rank, standing } from './crm-stages.ts'
import type { World } from './world.ts'

const isOpen = (stage: string): boolean => rank(stage) >= firstBottom && rank(stage) < order.length - 1

/** Whether a deal of the account was open at `at`, or, while it had none, its row and contacts said so. Whose records they are is known as of `asOf`. */
export function openOpportunity(world: World, recordId: string, { at, asOf }: { at: number; asOf: number }): boolean {
  const accounts = world.accounts.filter(existsAt(asOf))
  const accountsOf = belonging(accounts)
  const ofIt = <T extends Parameters<typeof accountsOf>[0]>(records: readonly T[]): T[] => records.filter(existsAt(asOf)).filter((record) => accountsOf(record).includes(recordId) && existsAt(at)(record))
  const deals = ofIt(world.deals).map((deal) => dealStanding(deal, world, at)).filter((stage) => stage !== 'unmapped')
  if (deals.length > 0) return deals.some(isOpen)
  const rows = accounts.filter((account) => account.recordId === recordId && existsAt(at)(account))
  return isOpen(furthest([...rows, ...ofIt(world.contacts)].map((record) => standing(record, at))))
}
