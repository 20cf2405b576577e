import { expect, test } from 'vitest'
import { reason } from './reason.ts'

const entered = { Dormant: null, Pioneering: null, Surge: '2026-05-12T00:00:00.000Z', Evaluation: null, Decisioning: null }

test.each([
  [{ people: 3, events: 9, usual: 2.25 }, entered.Surge, false, '3 people, 9 events in the last 28 days, 4× the usual; first Surge on 12 May 2026.'],
  [{ people: 1, events: 7, usual: 2 }, '2026-06-01T00:00:00.000Z', true, '1 person, 7 events in the last 28 days, 3.5× the usual; in Surge again on 1 Jun 2026, the first time on 12 May 2026; an opportunity is open.'],
  [{ people: 2, events: 4, usual: 0 }, entered.Surge, false, '2 people, 4 events in the last 28 days, none in the 24 weeks before; first Surge on 12 May 2026.'],
] as const)('%j', (recent, surgedAt, openOpportunity, expected) => {
  expect(reason({ recent, surgedAt, openOpportunity, entered, days: 28, usualWeeks: 24 })).toBe(expected)
})
