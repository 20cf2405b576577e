import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { personaRules, titleWords, type PersonaRules } from '../../../shared/persona-rules.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import defaults from '../../../resources/models/personas.json' with { type: 'json' }

/** Complete rules from JSON; throws `bad_usage` naming what is wrong. `origin` says where they came from. */
export function parsePersonaRules(value: unknown, origin: string): PersonaRules {
  const parsed = personaRules.safeParse(value)
  if (!parsed.success) throw new AppError('bad_usage', `The persona rules ${origin} are not valid:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** The rules of the product: version 0 of every workspace. */
export const productRules = (): PersonaRules => parsePersonaRules(defaults, 'of the product')

/** The rules in force: the newest version, before any the product's. */
export async function readPersonaRules(connection: Connection): Promise<{ version: number; rules: PersonaRules }> {
  const [own] = await rows<{ version: number; rules: string }>(connection, 'SELECT version, rules::VARCHAR AS rules FROM ops.persona_rules ORDER BY version DESC LIMIT 1')
  return own === undefined ? { version: 0, rules: productRules() } : { version: own.version, rules: parsePersonaRules(JSON.parse(own.rules), `of version ${own.version}`) }
}

/** SQL of a text as the rules compare it; equals `titleWords`. */
export const titleWordsSql = (text: string): string => `trim(regexp_replace(lower(strip_accents(${text})), '[^\\p{L}\\p{N}+#]+', ' ', 'g'))`

/** What finds any word of a list in a text as the rules compare it. */
export function wordPattern(words: readonly string[]): string {
  const alternatives = words.map((word) => {
    const plain = titleWords(word).replaceAll(/[+#]/g, '\\$&')
    return word.endsWith('*') ? `${plain}[^ ]*` : plain
  })
  return `(^| )(${alternatives.join('|')})( |$)`
}

/** SQL of the number of the first rule that fits the text in column `words`, NULL where none does, with the patterns it names. */
export function firstRule({ words, rules }: PersonaRules): { sql: string; values: Record<string, string> } {
  const lists = Object.keys(words)
  const values = Object.fromEntries(lists.map((list, index) => [`words_${index}`, wordPattern(words[list] ?? [])]))
  const found = (list: string) => `regexp_matches(words, $words_${lists.indexOf(list)})`
  const cases = rules.map(({ has, lacks }, index) => `WHEN ${[...has.map(found), ...lacks.map((list) => `NOT ${found(list)}`)].join(' AND ')} THEN ${index}`)
  return { sql: `CASE ${cases.join(' ')} END`, values }
}
