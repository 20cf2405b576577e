import { expect, test } from 'vitest'
import { manyOf, sentenceCase } from './stage-words.ts'

test('stages in the plural', () => {
  expect(['Lead', 'Opportunity', 'Customer', 'Survey', 'Sales'].map(manyOf)).toEqual(['leads', 'opportunities', 'customers', 'surveys', 'sales'])
})

test('a label that is no plain noun keeps its words', () => {
  expect(['Closed won', 'MQL 2', 'In process', 'Access'].map(manyOf)).toEqual(['closed won accounts', 'mql 2 accounts', 'in process accounts', 'access accounts'])
})

test('sentence case', () => expect(sentenceCase('opportunity')).toBe('Opportunity'))
