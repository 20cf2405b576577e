import { expect, test } from 'vitest'
import { bioParts, readCompanyText } from './company-text.ts'

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

test.each([
  ['@acme, ex-@foo', ['acme']],
  ['Senior SRE at Initech', ['Initech']],
  ['Initech / Globex', ['Initech', 'Globex']],
  ['formerly Initech, Globex', []],
  ['ex-Initech, Globex', ['Globex']],
  ['currently Globex, previously Initech', ['Globex']],
  ['VP of Engineering @ Initech Corp.', ['Initech Corp']],
  ['Initech, Inc. (Lisbon)', ['Initech', 'Lisbon']],
  ['Initech (freelance)', ['Initech']],
  ['メルカリ / エンジニア', ['メルカリ']],
  ['腾讯 · 前端工程师', ['腾讯']],
  ['元メルカリ、現職なし', ['元メルカリ', '現職なし']],
  ['🚀 @initech 🚀 | dad jokes', ['initech', 'dad jokes']],
  ['Student at Hollowmere', []],
  ['Stanford University, CNCF', ['CNCF']],
])('%s lists %o', (text, spellings) => {
  expect(readCompanyText(text).parts.map(({ spelling }) => spelling)).toEqual(spellings)
})

test('one name is not split', () => {
  for (const text of ['Zorvik & Quill', 'A/S Globex', 'Jay-Z Labs', 'acme.io', '@acme']) expect(readCompanyText(text).parts.length).toBeLessThanOrEqual(1)
})

test('schools and communities are told from companies', () => {
  expect(['Hollowmere University', '北京大学', 'Universität Varnholt', '@kubernetes', 'Debian Project', 'Acme', 'Oxford University Press'].map((text) => readCompanyText(text).kind))
    .toEqual(['school', 'school', 'school', 'community', 'community', 'company', 'company'])
})

test('slips of the pen are read as what was meant', () => {
  expect(['Independant', 'indepedent', 'freelanser', 'unemployd'].map((text) => readCompanyText(text).key)).toEqual([null, null, null, null])
  expect(['Independence', 'Freshlancer Labs'].map((text) => readCompanyText(text).key)).not.toContain(null)
})

test('a biography names current handles and capitalised names after “at”', () => {
  expect(bioParts('SRE @acme, ex-@foo. I talk at conferences and work at Globex Labs.').map(({ spelling }) => spelling)).toEqual(['acme', 'Globex Labs'])
  expect(bioParts('jo@acme.com, previously at Initech')).toEqual([])
})
