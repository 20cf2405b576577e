import type { Part } from '../../../shared/contract-personas.ts'
import type { PersonaRules } from '../../../shared/persona-rules.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'

export const placeWords: Readonly<Record<string, string>> = { user: 'user', buyer: 'buyer', both: 'both', neither: 'neither' }
export const sourceWords: Readonly<Record<string, string>> = { crm: 'CRM', claim: 'provider', bio: 'profile', account: 'account' }

/** `12% (3 of 25)`. */
export const partWords = ({ share, count, of }: Part): string => (share === null ? '– (nobody)' : `${formatShare(share)} (${formatInteger(count)} of ${formatInteger(of)})`)

const listWords = (names: readonly string[], last: string): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1) ?? ''}`)
const readable = (list: string) => `“${list.replaceAll('_', ' ')}”`

/** What a rule looks for, as a sentence. */
export const ruleWords = ({ has, lacks }: PersonaRules['rules'][number]): string =>
  `The title has a word of ${listWords(has.map(readable), 'and one of')}${lacks.length > 0 ? ` and none of ${listWords(lacks.map(readable), 'or')}` : ''}.`
