import type { ItemKind } from '../../../shared/decision.ts'

interface ReviewKey {
  id: string
  label: string
  shortcut: string
}

const key = (id: string, shortcut: string, label: string): ReviewKey => ({ id, shortcut, label })

/** Every key of the page. A person may choose others: what is shown always comes from the chosen ones. */
export const reviewKeys = {
  accept: key('review-accept', '1', 'Correct'),
  reject: key('review-reject', '2', 'Incorrect'),
  unsure: key('review-unsure', '3', 'Unsure'),
  none: key('review-none', '0', 'Not in the CRM'),
  next: key('review-next', 'j', 'Next item'),
  previous: key('review-previous', 'k', 'Previous item'),
  undo: key('review-undo', 'u', 'Undo the last decision'),
  note: key('review-note', 'n', 'Write a note'),
  alike: key('review-alike', 'p', 'Apply to the same person or text'),
  first: key('review-first', 'a', 'Choose the first account'),
  second: key('review-second', 's', 'Choose the second account'),
  third: key('review-third', 'd', 'Choose the third account'),
  other: key('review-choose', 'c', 'Choose another account'),
  links: key('review-links', 'o', 'Open a link'),
  refresh: key('review-refresh', 'r', 'Refresh the queue'),
  bulk: key('review-bulk', 'b', 'Decide everything shown'),
} as const satisfies Record<string, ReviewKey>

/** Keys of the window that serve the page and may be chosen with the others. */
export const sharedKeys: readonly ReviewKey[] = [key('search', '/', 'Filter by a word'), key('shortcuts', '?', 'Show all shortcuts')]

export const rebindable: readonly ReviewKey[] = [...Object.values(reviewKeys), ...sharedKeys]

export type Answer = 'accept' | 'reject' | 'unsure' | 'none'

/** An account is accepted or rejected; who works where is correct or incorrect. */
export const answerWord = (answer: Answer, kind: ItemKind): string =>
  kind === 'match' && answer === 'accept' ? 'Accept' : kind === 'match' && answer === 'reject' ? 'Reject' : reviewKeys[answer].label

export const answerSign: Readonly<Record<Answer | 'choose', string>> = { accept: '✓', reject: '✕', unsure: '?', none: '○', choose: '→' }
