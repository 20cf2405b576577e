import { expect, test } from 'vitest'
import { attentionWords } from './attention-words.ts'
import { previewOf } from './preview.test-support.ts'

const column = (name: string, cells: number) => ({ name, field: 'created_at', label: 'Created', samples: [], time: null, unreadable: cells === 0 ? null : { cells, sampled: 9, examples: [], reason: '' } })

test('columns with cells that cannot be read and words of no stage are named, four at most', () => {
  const stages = ['a', 'b', 'c', 'd', 'e', ''].map((raw) => ({ raw, stage: 'unmapped', rows: 1 }))
  expect(attentionWords(previewOf({ columns: [column('Angelegt', 2), column('Ende', 0)], stages }))).toEqual([
    '1 column with cells that cannot be read: Angelegt.',
    '5 words of the stage column are no stage yet: a, b, c, d and 1 more.',
  ])
  expect(attentionWords(previewOf({ stages: [{ raw: 'lead', stage: 'lead', rows: 3 }, { raw: 'x', stage: 'unmapped', rows: 1 }] }))).toEqual(['1 word of the stage column is no stage yet: x.'])
})

test('a file that is read whole has nothing to look at', () => expect(attentionWords(previewOf({ columns: [column('Ende', 0)] }))).toEqual([]))

test('the files of a ZIP that are left out are named, each with the reason', () => {
  const entry = (name: string, format: string | null, why: string | null) => ({ name, member: name, files: 1, bytes: 1, format, formatLabel: format, why, unassigned: false })
  expect(attentionWords(previewOf({ entries: [entry('a.csv', 'accounts', null), entry('b.csv', null, 'not recognised')] }))).toEqual(['1 file of the ZIP is left out: b.csv (not recognised).'])
})
