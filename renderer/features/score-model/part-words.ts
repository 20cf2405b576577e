import type { ChangeParts } from '../../../shared/contract-models.ts'
import { formatPoints } from '../../lib/formats.ts'

/** Parts of a change of score, as columns with their definitions. */
export const partColumns: readonly { part: keyof ChangeParts; label: string; definition: string }[] = [
  { part: 'weights', label: 'Weights', definition: 'Other weights of the sources' },
  { part: 'half_lives', label: 'Half-lives', definition: 'Other half-lives, at the earlier instant' },
  { part: 'evidence', label: 'Reliable from', definition: 'Another least confidence of the attributions that count' },
  { part: 'decay', label: 'Decay', definition: 'The same events, older' },
  { part: 'new_people', label: 'New people', definition: 'Events since, of people nobody had seen there before' },
  { part: 'known_people', label: 'Known people', definition: 'Events since, of people who had been there before' },
  { part: 'confirmation', label: 'Families', definition: 'More or fewer families active, or another bonus for them' },
]

/** With its sign, to two places; a dot where it is nothing. */
export const signedPoints = (value: number): string => (Math.abs(value) < 0.005 ? '·' : `${value > 0 ? '+' : '−'}${formatPoints(Math.abs(value))}`)

/** The parts summed per source, the largest change first. */
export function bySource(cells: readonly { source: string; before: number; after: number; parts: ChangeParts }[]) {
  const sums = new Map<string, { source: string; before: number; after: number; parts: ChangeParts }>()
  for (const { source, before, after, parts } of cells) {
    const sum = sums.get(source)
    if (!sum) {
      sums.set(source, { source, before, after, parts: { ...parts } })
      continue
    }
    sum.before += before
    sum.after += after
    for (const { part } of partColumns) sum.parts[part] += parts[part]
  }
  return [...sums.values()].sort((left, right) => Math.abs(right.after - right.before) - Math.abs(left.after - left.before) || (left.source < right.source ? -1 : 1))
}
