import type { ChangeParts } from '../../../shared/contract-models.ts'

/** Parts of a change of score as columns. */
export const partColumns: readonly { part: keyof ChangeParts; label: string }[] = [
  { part: 'weights', label: 'Weights' }, { part: 'half_lives', label: 'Half-lives' }, { part: 'evidence', label: 'Reliable from' }, { part: 'decay', label: 'Decay' },
  { part: 'new_people', label: 'New people' }, { part: 'known_people', label: 'Known people' }, { part: 'confirmation', label: 'Families' },
]

/** With its sign, to two places; nothing where it is nothing. */
export const signed = (value: number): string => (Math.abs(value) < 0.005 ? '·' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`)

export const sumOf = (parts: ChangeParts): number => Object.values(parts).reduce((sum, part) => sum + part, 0)
