import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputWords } from './input-words.ts'

const problem = (schema: z.ZodType, input: unknown): string | undefined => schema.safeParse(input, { error: inputWords }).error?.issues[0]?.message

test.each([
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(3), 'a', 'must have at least 3 characters'],
  [z.string().max(2), 'abc', 'must have at most 2 characters'],
  [z.array(z.string()).min(1), [], 'needs at least one'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'takes at most 2'],
  [z.int().min(1), 0, 'must be at least 1'],
  [z.number().positive(), 0, 'must be more than 0'],
  [z.number().max(9), 10, 'must be at most 9'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.enum(['csv', 'xlsx']), 'doc', 'must be one of csv, xlsx'],
  [z.literal('all'), 'none', 'must be all'],
  [z.object({ name: z.string() }), {}, 'is missing'],
  [z.string(), 5, 'must be a text'],
  [z.strictObject({}), { colour: 1 }, 'does not know colour'],
  [z.string('Choose a workspace.'), 5, 'Choose a workspace.'],
])('%# is said in words', (schema, input, words) => expect(problem(schema, input)).toBe(words))

test('a rule without words of its own keeps those of the schema', () => {
  expect(problem(z.string().refine((text) => text === 'a', 'must be a'), 'b')).toBe('must be a')
  expect(problem(z.iso.date(), 'soon')).toMatch(/date/)
})
