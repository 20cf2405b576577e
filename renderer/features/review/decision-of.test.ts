import { expect, test } from 'vitest'
import { type Pressed, strokeOf } from './decision-of.ts'
import { textMark } from './item-key.ts'

const match = { kind: 'match', subject: 'name:acme', object: '17' } as const
const attribution = { kind: 'attribution', subject: 'github:1', object: 'acme.com' } as const
const claim = { kind: 'claim', subject: 'c1', object: null } as const

const press = (pressed: Partial<Pressed> & Pick<Pressed, 'item'>) =>
  strokeOf({ read: { title: 'ana', companyText: 'Acme', claims: [] }, answer: 'accept', recordId: null, alike: false, note: null, queue: 'uncertain', position: 4, ...pressed })
const decided = (pressed: Parameters<typeof press>[0]) => press(pressed).decisions[0]

test('accepting the proposed account accepts, accepting another chooses it', () => {
  expect(decided({ item: match, recordId: '17' })).toMatchObject({ verdict: 'accept', object: '17' })
  expect(decided({ item: match, recordId: '18' })).toMatchObject({ verdict: 'choose', object: '17', target: '18' })
})

test('an attribution is accepted as it is, or moved to the company of an account', () => {
  expect(decided({ item: attribution })).toMatchObject({ verdict: 'accept', scope: 'one', subject: 'github:1' })
  expect(decided({ item: attribution, recordId: '18' })).toMatchObject({ verdict: 'choose', target: 'account:18' })
})

test('a text is decided for all who write it; an account never is', () => {
  expect(decided({ item: attribution, answer: 'none', alike: true })).toMatchObject({ verdict: 'none', scope: 'text', subject: 'Acme' })
  expect(press({ item: attribution, alike: true }).marks).toEqual(['["attribution","github:1","acme.com"]', textMark('acme')])
  expect(decided({ item: match, answer: 'reject', alike: true })).toMatchObject({ verdict: 'reject', scope: 'one', subject: 'name:acme' })
})

test('claims that name the same company are decided with the one on screen', () => {
  const claims = [['c1', true], ['c2', true], ['c3', false]].map(([claimKey, isAlike]) => ({ claimKey, isAlike })) as Pressed['read']['claims']
  const stroke = press({ item: claim, answer: 'reject', alike: true, note: 'left in May', read: { title: 'ana', companyText: null, claims } })
  expect(stroke.decisions).toEqual([{ kind: 'claim', scope: 'one', subject: 'c1', object: null, verdict: 'reject', queue: 'uncertain', note: 'left in May', alike: true }])
  expect(stroke.marks).toEqual(['["claim","c1",null]', '["claim","c2",null]'])
})
