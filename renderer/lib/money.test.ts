import { expect, test } from 'vitest'
import { formatMoney } from './money.ts'

test('prices in cents have one format; only what cents cannot say has four decimals', () => {
  expect([0.28, 0.1, 0.05, 0.07, 0.01, 0, 12].map(formatMoney)).toEqual(['$0.28', '$0.10', '$0.05', '$0.07', '$0.01', '$0.00', '$12.00'])
  expect([0.0523, 0.0004].map(formatMoney)).toEqual(['$0.0523', '$0.0004'])
})
