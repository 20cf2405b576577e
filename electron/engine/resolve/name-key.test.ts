import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey } from './name-key.ts'

test.each([
  ['acme', ['Acme, Inc.', 'ACME GmbH & Co. KG', '@acme', 'acme', ' Acme  Ltd. ', 'The Acme Company', 'Acme Pty. Ltd.', 'ACME Sp. z o.o.', 'Acme d.o.o.', 'ООО "Acme"', 'PT Acme Tbk', 'Acme A/S', 'Ａｃｍｅ　ｉｎｃ']],
  ['societegenerale', ['Société Générale S.A.', 'SOCIETE GENERALE', 'Societe-Generale SA']],
  ['メルカリ', ['株式会社メルカリ', 'メルカリ', '㈱メルカリ', '(株)メルカリ', 'メルカリ 株式会社']],
  ['네오위즈', ['(주)네오위즈', '네오위즈 주식회사']],
  ['小米科技', ['小米科技有限责任公司', '小米科技']],
  ['яндекс', ['ООО «Яндекс»', 'Яндекс', 'ЯНДЕКС, ПАО']],
  ['อเมซิ่ง', ['บริษัท อเมซิ่ง จำกัด', 'อเมซิ่ง']],
  ['johnsonandjohnson', ['Johnson & Johnson', 'Johnson and Johnson', 'johnson&johnson inc']],
  ['jpmorgan', ['J.P. Morgan & Co.', 'JP Morgan']],
  ['oreilly', ['O’Reilly', "O'Reilly, Inc."]],
  ['grupobimbo', ['Grupo Bimbo, S.A.B. de C.V.', 'Grupo Bimbo']],
  ['storebrand', ['Storebrand ASA']],
  ['acmehealth', ['Acme Health GmbH', 'acme-health']],
])('%s is what its spellings have in common', (key, spellings) => {
  expect(spellings.map(nameKey)).toEqual(spellings.map(() => key))
})

test('a legal form alone stays a name, and other words are never removed', () => {
  expect(['Inc.', 'Co.', '株式会社'].map(nameKey)).toEqual(['inc', 'co', '株式会社'])
  expect(nameKey('Acme Labs')).not.toBe(nameKey('Acme'))
  expect(nameKey('Incorporate')).toBe('incorporate')
})

test('marks tell letters apart outside the Latin script', () => {
  expect(nameKey('ガラ')).not.toBe(nameKey('カラ'))
  expect(nameKey('Müller')).toBe('muller')
})

test('a text without letters or digits has no key', () => {
  expect(['', ' - ', '!!!', '🚀'].map(nameKey)).toEqual(['', '', '', ''])
})

test('case, surrounding space and a leading @ never matter, and a key is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const key = nameKey(text)
      expect(nameKey(`  @${text} `)).toBe(key)
      expect(nameKey(key)).toBe(nameKey(nameKey(key)))
    }),
  )
})
