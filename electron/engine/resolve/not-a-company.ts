import education from '../../../resources/models/education.json' with { type: 'json' }
import lists from '../../../resources/models/not-a-company.json' with { type: 'json' }
import { nameKey, nameWords } from './name-key.ts'
import { changesOf, entriesOf, type WordListChanges } from './word-lists.ts'

/** What a name stands for. A school or a community is known, but counts as an employer only where a person decides so. */
export type NameKind = 'company' | 'school' | 'community'

const phrase = (text: string): string => nameWords(text).join(' ')
const starts = lists.prefixes.map((text) => `${phrase(text)} `)
const roles = new Set(lists.roles.map(phrase))
/** Written without a space before them. */
const attachedRoles = [...roles].filter((role) => /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u.test(role))
const notSchools = education.exceptions.map(phrase)

const correct = new Set(lists.correct)

/** What a name stands for, by the lists as the workspace has changed them. */
export interface NameReader {
  /** True for a text that names no employer: freelance, student, n/a. */
  readonly namesNoCompany: (words: string) => boolean
  /** True for a text that starts like one of those: `student at …`, `ex …`. */
  readonly startsLikeNone: (words: string) => boolean
  readonly nameKind: (words: string, key: string) => NameKind
}

export function nameReader(changes: WordListChanges): NameReader {
  const whole = new Set(entriesOf('not-a-company', changes).map(phrase))
  const companies = new Set(changesOf('not-a-company', changes).removed.map(phrase))
  const communities = new Set(entriesOf('communities', changes).map(nameKey))
  for (const text of changesOf('communities', changes).removed) communities.delete(nameKey(text))
  const isSchool = schoolTest(changes)
  return {
    // Words so long that two wrong letters still tell what was meant: "indepedent".
    namesNoCompany: (words) =>
      whole.has(words) ||
      (words.length >= 9 && words.length <= 15 && !words.includes(' ') && !correct.has(words) && !companies.has(words) && lists.misspelled.some((word) => isSlipOf(words, word))),
    startsLikeNone: (words) => !companies.has(words) && starts.some((start) => `${words} `.startsWith(start)),
    nameKind: (words, key) => (communities.has(key) ? 'community' : isSchool(words) ? 'school' : 'company'),
  }
}

function schoolTest(changes: WordListChanges): (words: string) => boolean {
  const { added, removed } = changesOf('education-words', changes)
  const words = new Set(education.words)
  const stems = education.stems
  const further = added.map((text) => ` ${phrase(text)} `)
  const exceptions = [...notSchools, ...removed.map(phrase)]
  return (text) =>
    (text.split(' ').some((word) => words.has(word)) || stems.some((stem) => text.includes(stem)) || further.some((part) => ` ${text} `.includes(part))) &&
    !exceptions.some((part) => text.includes(part))
}

/** True for a text that is a job title: it ends in one (`Senior Backend Engineer`), or starts with one (`VP of Engineering`). */
export function isRole(words: string): boolean {
  const all = words.split(' ')
  return roles.has(all.at(-1) ?? '') || attachedRoles.some((role) => words.endsWith(role)) || (roles.has(all[0] ?? '') && (all.length === 1 || all[1] === 'of'))
}

/** At most two letters wrong, missing, added or swapped. */
export function isSlipOf(text: string, word: string): boolean {
  if (Math.abs(text.length - word.length) > 2 || text[0] !== word[0]) return false
  let before: number[] = []
  let last = Array.from({ length: word.length + 1 }, (_, index) => index)
  for (let row = 1; row <= text.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= word.length; column += 1) {
      const same = text[row - 1] === word[column - 1]
      const swapped = row > 1 && column > 1 && text[row - 1] === word[column - 2] && text[row - 2] === word[column - 1]
      next.push(Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped ? (before[column - 2] ?? 0) + 1 : Infinity))
    }
    before = last
    last = next
  }
  return (last[word.length] ?? Infinity) <= 2
}
