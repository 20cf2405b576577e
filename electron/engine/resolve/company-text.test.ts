import { expect, test } from 'vitest'
import { readCompanyText } from './company-text.ts'

test.each([
  'freelance', 'Freelancer (remote)', 'Self-Employed', 'student', 'N/A', 'none.', '-', 'unemployed', 'Selbstständig', 'étudiant', 'autônomo', 'фрилансер', 'フリーランス', '学生', '프리랜서',
])('%s names no company', (text) => {
  expect(readCompanyText(text).key).toBeNull()
})

test('a single handle is one, and the only handle of a sentence is found', () => {
  expect(readCompanyText('@acme')).toMatchObject({ key: 'acme', isHandle: true, handleKey: null })
  expect(readCompanyText('SRE at @acme')).toMatchObject({ isHandle: false, handleKey: 'acme', handle: 'acme' })
  expect(readCompanyText('@acme, ex-Globex')).toMatchObject({ handleKey: 'acme' })
})

test.each(['@acme @globex', '@acme/@globex', 'ex-@acme', 'Globex (formerly @acme)', 'jo@acme.com', 'acme@'])('%s holds no single current handle', (text) => {
  expect(readCompanyText(text)).toMatchObject({ isHandle: false, handleKey: null })
})

test('a host name is read as a domain', () => {
  expect(readCompanyText('https://acme.io/')).toMatchObject({ domain: 'acme.io', labelKey: 'acme' })
  expect(readCompanyText('octo.github.io').domain).toBeNull()
})

test('the ampersand may be left out', () => {
  expect(readCompanyText('AT&T')).toMatchObject({ key: 'atandt', shortKey: 'att' })
})

test('a text that starts like a non-company can only be a known name', () => {
  expect(readCompanyText('Ex Libris')).toMatchObject({ key: 'exlibris', mayBeUnknown: false })
  expect(readCompanyText('Exact')).toMatchObject({ mayBeUnknown: true })
})
