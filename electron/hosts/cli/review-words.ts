import type { CheckedSheet } from '../../../shared/contract-review-sheet.ts'
import type { Output } from '../../../shared/contract.ts'
import { countWords, rowWords } from './figures.ts'
import { alignedTable } from './table.ts'

const mostShown = 50

/** What a filled sheet holds, and what stands against it. */
export function checkedWords({ file, rows, blank, given, applies, already, verdicts, conflictCount, conflicts }: CheckedSheet): string {
  const said = [[verdicts.correct, 'correct'], [verdicts.incorrect, 'incorrect'], [verdicts.unsure, 'unsure'], [verdicts.none, 'not in the CRM']].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
  return [
    `${file}: ${rowWords(rows)}, ${countWords(given)} answered${said.length > 0 ? ` (${said.join(', ')})` : ''}, ${countWords(blank)} left empty.\n`,
    `${countWords(applies)} can be recorded${already > 0 ? `, ${countWords(already)} were recorded before` : ''}, ${countWords(conflictCount)} ${conflictCount === 1 ? 'is in conflict' : 'are in conflict'}.\n`,
    ...(conflictCount === 0 ? [] : [
      alignedTable(['Line', 'Kind', 'Of', 'What stands against it'], conflicts.slice(0, mostShown).map(({ line, kind, name, explanation }) => [line, kind, name, explanation])),
      conflictCount > mostShown ? `… and ${countWords(conflictCount - mostShown)} more; --json lists the first 1,000\n` : '',
    ]),
  ].join('')
}

export const appliedWords = (applied: Output<'review.apply'>): string =>
  `${checkedWords(applied)}${applied.applied === 0 ? 'Nothing was recorded.\n' : `Recorded ${countWords(applied.applied)}. In the app, one undo takes them back.\n`}`
