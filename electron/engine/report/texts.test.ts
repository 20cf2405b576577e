import { expect, test } from 'vitest'
import { fill } from './fill.ts'
import { de } from './texts-de.ts'
import { en } from './texts-en.ts'

const literal = (template: string) => template.replace(/\{[^{}]*\}/g, '')
const named = (template: string) => [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name).sort()

test('no text of the report holds a number, so that each comes from the analysis', () => {
  for (const [key, template] of [...Object.entries(en), ...Object.entries(de)]) expect(literal(template), key).not.toMatch(/[\p{N}{}]/u)
})

test('both languages say the same figures', () => {
  const german: Readonly<Record<string, string>> = de
  for (const [key, template] of Object.entries(en)) expect(named(german[key] ?? ''), key).toEqual(named(template))
})

test('a name is a figure or a word of the book, by itself or by an alias', () => {
  const figure = { name: 'stage.lead.active', value: 3, format: 'count' as const, text: '3' }
  const book = { figures: new Map([[figure.name, figure]]), words: new Map([['organisation', 'Plan 9']]) }
  expect(fill('{organisation}: {stage.active}.', book, { stage: 'stage.lead' })).toEqual(['Plan 9', ': ', figure, '.'])
  for (const wrong of ['{toString}', '{stage.lead}', '{}', 'a } b', 'a {b', '½ of it', '{organisation} has 7']) expect(() => fill(wrong, book), wrong).toThrow()
})
