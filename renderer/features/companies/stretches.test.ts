import { expect, test } from 'vitest'
import { stretchesOf } from './stretches.ts'

const week = (at: string, stage: 'Pioneering' | 'Surge' | null, events: number) => ({ at, stage, events, people: 1 })

test('weeks of one stage are one stretch, which ends where the next begins', () => {
  expect(stretchesOf([week('a', 'Pioneering', 1), week('b', 'Surge', 4), week('c', 'Surge', 0), week('d', null, 0)])).toEqual([
    { stage: 'Pioneering', from: 'a', until: 'b', events: 1 },
    { stage: 'Surge', from: 'b', until: 'd', events: 4 },
    { stage: null, from: 'd', until: 'd', events: 0 },
  ])
  expect(stretchesOf([])).toEqual([])
})
