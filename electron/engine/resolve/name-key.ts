import legal from '../../../resources/models/legal-suffixes.json' with { type: 'json' }

/** Latin letters that do not decompose into a base letter and marks. */
const latin: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** NFKC, lower case, Latin letters without their accents; other scripts keep their marks, which tell letters apart there. */
function fold(text: string): string {
  // Most names; nothing below changes them further.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replace(/[ßæœøłđðþı]/g, (letter) => latin[letter] ?? letter)
}

const split = (folded: string): string[] =>
  folded
    .replace(/['’‘`´]/g, '')
    // Dotted initials are one word: S.p.A. is spa, J.P. is jp.
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}])/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/[&＆]/g, ' and ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')

/** The words of a text as names are compared: folded, without punctuation, `&` written `and`. */
export const nameWords = (text: string): string[] => split(fold(text))

const phrases = (list: readonly string[]) => new Set(list.map((phrase) => nameWords(phrase).join(' ')))
const after = phrases(Object.values(legal.after).flat())
const before = phrases(legal.before)
const attached = legal.attached.map(fold).sort((left, right) => right.length - left.length)
const longest = Math.max(...[...after, ...before].map((phrase) => phrase.split(' ').length))

/** True for words that are a legal form and nothing else. */
export const isLegalForm = (words: readonly string[]): boolean => after.has(words.join(' '))

/** Legal forms written without a space, at either end; a name that is nothing else keeps them. */
function detach(folded: string): string {
  let name = folded.trim()
  for (let found = true; found; ) {
    found = false
    for (const form of attached) {
      if (name.length <= form.length) continue
      if (name.endsWith(form)) name = name.slice(0, -form.length).trim()
      else if (name.startsWith(form)) name = name.slice(form.length).trim()
      else continue
      found = true
      break
    }
  }
  return name
}

/** Removes legal forms from both ends, the longest first; at least one word stays. */
function strip(words: readonly string[]): readonly string[] {
  let rest = words
  for (let length = Math.min(longest, rest.length - 1); length > 0; length -= 1) {
    const shorter = after.has(rest.slice(-length).join(' '))
      ? rest.slice(0, -length)
      : before.has(rest.slice(0, length).join(' '))
        ? rest.slice(length)
        : undefined
    if (shorter === undefined) continue
    // What held the form to the name goes with it: J.P. Morgan & Co.
    rest = shorter.length > 1 && shorter.at(-1) === 'and' ? shorter.slice(0, -1) : shorter
    length = Math.min(longest, rest.length - 1) + 1
  }
  return rest
}

/** What two spellings of one company name have in common: `ACME GmbH & Co. KG`, `@acme` and `Acme, Inc.` are `acme`. Empty for a text without letters or digits. */
export const nameKey = (text: string): string => strip(split(detach(fold(text)))).join('')
