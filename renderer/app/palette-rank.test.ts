import { describe, expect, it } from 'vitest'
import { paletteRank } from './palette-rank.ts'

describe('what the palette finds', () => {
  it('ranks a label that begins with the words over one that contains them, over further words', () => {
    const beginning = paletteRank('Theme: change to dark', 'theme')
    const within = paletteRank('Change the theme', 'theme')
    const further = paletteRank('Colours', 'theme', ['look theme'])
    expect(beginning).toBeGreaterThan(within)
    expect(within).toBeGreaterThan(further)
    expect(further).toBeGreaterThan(0)
  })
  it('takes beginnings of words, in any order and case, over all words typed', () => {
    expect(paletteRank('Go to Companies', 'comp GO')).toBeGreaterThan(0)
    expect(paletteRank('Export what is shown as CSV', 'exp csv')).toBeGreaterThan(0)
    expect(paletteRank('Go to Companies', 'companies people')).toBe(0)
  })
  it('does not find letters strewn over a label', () => {
    expect(paletteRank('Edit the score model', 'theme', ['weights'])).toBe(0)
  })
  it('shows everything while nothing is typed', () => {
    expect(paletteRank('Anything', ' ')).toBe(1)
  })
})
