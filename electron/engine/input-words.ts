import type * as z from 'zod'

/** What is wrong with a value of a call, in words for whoever typed it; undefined leaves the words of the schema. */
export function inputWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `must be ${nouns[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_small') return boundWords(issue.origin, { word: 'at least', bound: Number(issue.minimum), inclusive: issue.inclusive ?? true })
  if (issue.code === 'too_big') return boundWords(issue.origin, { word: 'at most', bound: Number(issue.maximum), inclusive: issue.inclusive ?? true })
  return issue.code === 'unrecognized_keys' ? `does not know ${issue.keys.join(', ')}` : undefined
}

const nouns: Readonly<Record<string, string>> = { string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object' }

function boundWords(origin: string, { word, bound, inclusive }: { word: 'at least' | 'at most'; bound: number; inclusive: boolean }): string {
  const isLeast = word === 'at least'
  if (origin === 'string') return isLeast && bound === 1 ? 'must not be empty' : `must have ${word} ${bound} characters`
  if (origin === 'array' || origin === 'set') return isLeast && bound === 1 ? 'needs at least one' : `takes ${word} ${bound}`
  if (inclusive) return `must be ${word} ${bound}`
  return `must be ${isLeast ? 'more than' : 'less than'} ${bound}`
}
