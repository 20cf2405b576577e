import type { Part, PersonaSummary, RulesPreview } from '../../../shared/contract-personas.ts'
import { countWords, shareWords } from './figures.ts'
import { alignedTable } from './table.ts'

const partWords = ({ share, count, of }: Part): string => (share === null ? '– (nobody)' : `${shareWords(share)} (${countWords(count)} of ${countWords(of)})`)

export function personaWords({ rules, humans, personas, places, conflicts, decided, health, months, engagement }: PersonaSummary): string {
  const tables = [
    alignedTable(['Persona', 'People'], personas.map(({ persona, humans: count }) => [persona, count])),
    alignedTable(['Database', 'People', 'With an address', 'Opted out'], places.map((each) => [each.place, each.humans, each.withAddress, each.optedOut])),
    alignedTable(['Rule', 'Persona', 'People'], decided.map(({ rule, persona, humans: count }) => [rule, persona, count])),
    ...(months.length === 0 ? [] : [alignedTable(['Month', 'User', 'Buyer', 'Too broad', 'Too narrow'], months.slice(-12).map((each) => [each.month, each.user, each.buyer, shareWords(each.tooBroad.share), shareWords(each.tooNarrow.share)]))]),
    ...(engagement.length === 0 ? [] : [alignedTable(['Month', 'Database', 'Sent', 'Clicked', 'Unsubscribed', 'Click rate', 'Unsubscribe rate'], engagement.map((each) => [each.month, each.place, each.sent, each.clicked, each.unsubscribed, shareWords(each.clickRate), shareWords(each.unsubscribeRate)]))]),
  ]
  return [
    `${countWords(humans)} people by the rules of version ${rules.version} (${rules.name})\n`,
    ...tables,
    `Too broad: ${partWords(health.tooBroad)} of the user database qualify as a lead\nToo narrow: ${partWords(health.tooNarrow)} of the leads are developers\nConflicts: ${countWords(conflicts)} are in both databases; no file for sales holds them\n`,
  ].join('\n')
}

export const rulesPreviewWords = ({ humans, moves, personas, examples }: RulesPreview): string =>
  [
    `${countWords(humans)} people; nothing was stored. With --save --name these rules come into force.\n`,
    alignedTable(['Persona', 'Now', 'Then'], personas.map(({ persona, before, after }) => [persona, before, after])),
    alignedTable(['From', 'To', 'People'], moves.map(({ from, to, humans: count }) => [from, to, count])),
    ...(examples.length === 0 ? [] : [alignedTable(['For example', 'Title', 'From', 'To', 'Rule'], examples.map(({ name, title, from, to, rule }) => [name, title, from, to, rule]))]),
  ].join('\n')
