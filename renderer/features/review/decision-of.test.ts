import { expect, test } from 'vitest'
import { decisionOf } from './decision-of.ts'

const match = { kind: 'match', subject: 'name:acme', object: '17' } as const
const attribution = { kind: 'attribution', subject: 'github:1', object: 'acme.com' } as const

test('accepting the proposed account accepts, accepting another chooses it', () => {
  expect(decisionOf({ item: match, verdict: 'accept', recordId: '17', text: null, queue: 'uncertain' })).toMatchObject({ verdict: 'accept', object: '17' })
  expect(decisionOf({ item: match, verdict: 'accept', recordId: '18', text: null, queue: 'uncertain' })).toMatchObject({ verdict: 'choose', object: '17', target: '18' })
})

test('an attribution is accepted as it is, or moved to the company of an account', () => {
  expect(decisionOf({ item: attribution, verdict: 'accept', recordId: null, text: null, queue: 'uncertain' })).toMatchObject({ verdict: 'accept', scope: 'one', subject: 'github:1' })
  expect(decisionOf({ item: attribution, verdict: 'accept', recordId: '18', text: null, queue: 'uncertain' })).toMatchObject({ verdict: 'choose', target: 'account:18' })
})

test('a text is decided for all who write it; an account never is', () => {
  expect(decisionOf({ item: attribution, verdict: 'none', recordId: null, text: 'Acme', queue: 'uncertain' })).toMatchObject({ verdict: 'none', scope: 'text', subject: 'Acme' })
  expect(decisionOf({ item: match, verdict: 'reject', recordId: null, text: 'Acme', queue: 'uncertain' })).toMatchObject({ verdict: 'reject', scope: 'one', subject: 'name:acme' })
})
