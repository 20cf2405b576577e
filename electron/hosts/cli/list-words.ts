import type { Output } from '../../../shared/contract.ts'
import type { TargetListChanges, TargetListName, TargetListSnapshot } from '../../../shared/contract-target-lists.ts'
import { countWords, rowWords } from './figures.ts'
import { alignedTable } from './table.ts'

const titles: Record<TargetListName, readonly [one: string, many: string]> = {
  missing: ['active company of the bands High and Medium without an account', 'active companies of the bands High and Medium without an account'],
  'mid-funnel': ['account with an open opportunity', 'accounts with an open opportunity, rising first'],
  outreach: ['in its outreach window', 'in their outreach window'],
  champions: ['champion of an account', 'champions of accounts'],
}

export function listWords({ list, asOf, policy, entries, found, unknown, snapshot }: Output<'targetLists.read'>): string {
  const kept = unknown.filter(({ subjects }) => subjects > 0).map(({ column, subjects }) => `Of them ${countWords(subjects)} are kept although their ${column} is not known; --known-only leaves them out.\n`)
  const head = `${snapshot === null ? 'As' : `Frozen as “${snapshot.name}”: as`} of ${asOf}, policy ${policy}: ${countWords(found)} ${titles[list][found === 1 ? 0 : 1]}.\n${kept.join('')}`
  if (entries.length === 0) return head
  const isOfPeople = list === 'champions'
  const rows = entries.map(({ name, person, funnelStage, band, score, reason }) => [
    name, ...(isOfPeople ? [person?.label, person?.persona] : []), funnelStage ?? 'not in the CRM', band, score, reason,
  ])
  const rest = found > entries.length ? `${countWords(found - entries.length)} more; --limit shows them.\n` : ''
  return `${head}\n${alignedTable(['Account or company', ...(isOfPeople ? ['Person', 'Persona'] : []), 'Funnel', 'Band', 'Score', 'Why'], rows)}${rest}`
}

export const snapshotWords = ({ name, list, asOf, entries }: TargetListSnapshot): string => `Kept ${rowWords(entries)} of the list “${list}” as of ${asOf} under “${name}”.\n`

export const snapshotsTable = (snapshots: readonly TargetListSnapshot[]): string =>
  snapshots.length === 0
    ? 'No snapshot of this list has been kept yet; --freeze NAME keeps one.\n'
    : alignedTable(['Name', 'As of', 'Policy', 'Filter', 'Rows', 'Frozen'], snapshots.map(({ name, asOf, policy, filter, entries, frozenAt }) => [
        name, asOf, policy, filter.map(({ column, operator, values }) => `${column} ${operator} ${values.join('|')}`).join(', ') || 'none', entries, frozenAt.slice(0, 16).replace('T', ' '),
      ]))

export function changesWords({ snapshot, asOf, sameModel, added, gone, moved, unchanged }: TargetListChanges): string {
  const head = `Since “${snapshot.name}” (as of ${snapshot.asOf}), now as of ${asOf}: ${countWords(added.length)} added, ${countWords(gone.length)} gone, ${countWords(moved.length)} moved, ${countWords(unchanged)} unchanged.\n`
  const model = sameModel ? '' : 'The weights of the score are others than then, so scores differ for that reason too.\n'
  const who = ({ name, person }: TargetListChanges['gone'][number]) => (person ? `${name}: ${person.label}` : name)
  const rows = [
    ...added.map((each) => ['added', who(each), each.place, each.band, each.score, each.reason]),
    ...gone.map((each) => ['gone', who(each), each.place, each.band, each.score, `then: ${each.reason}`]),
    ...moved.map((each) => ['moved', who(each), each.place, each.band, each.score, `was no. ${countWords(each.before.place)}, ${each.before.band}, ${each.before.score.toFixed(1)}`]),
  ]
  return `${head}${model}${rows.length === 0 ? '' : `\n${alignedTable(['What', 'Who', 'Place', 'Band', 'Score', 'Why'], rows)}`}`
}
