import type { ItemKind, Judgement } from '../../../../shared/decision.ts'

type Verdict = Exclude<Judgement['verdict'], 'choose'>

const words: Readonly<Record<string, Verdict>> = {
  correct: 'accept', accept: 'accept', yes: 'accept', '1': 'accept',
  incorrect: 'reject', reject: 'reject', no: 'reject', '2': 'reject',
  unsure: 'unsure', '3': 'unsure', '?': 'unsure',
  'not in the crm': 'none', none: 'none', '0': 'none',
}

export const answerWords: Readonly<Record<Verdict, string>> = { accept: 'correct', reject: 'incorrect', unsure: 'unsure', none: 'not in the CRM' }

/** What was written, as a verdict; null where it is none, or none that a claim can have. */
export function readAnswer(text: string, kind: ItemKind): Verdict | null {
  const word = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const verdict = Object.hasOwn(words, word) ? (words[word] ?? null) : null
  return verdict === 'none' && kind === 'claim' ? null : verdict
}
