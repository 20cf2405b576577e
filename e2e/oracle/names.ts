import { hosts, legalForms, notCompany } from './word-lists.ts'

const after = new Set(Object.values(legalForms.after).flat())
const before = new Set(legalForms.before)
const longest = Math.max(...[...after, ...before].map((form) => form.split(' ').length))
const ligatures: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Words as they are compared: NFKC, lower case, Latin letters without accents, `&` as `and`, no punctuation. */
function comparedWords(written: string): string[] {
  const decomposed = written.normalize('NFKC').toLowerCase().normalize('NFD')
  const plain = decomposed.replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '').normalize('NFC')
  const letters = plain.replace(/[ßæœøłđðþı]/g, (letter) => ligatures[letter] ?? letter)
  return letters.replace(/['’`]/g, '').replaceAll('&', ' and ').split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word.length > 0)
}

/** What two spellings of one company share: the words without legal forms, closed up. Empty where nothing remains. */
export const nameKey = (written: string): string => withoutForms(comparedWords(written)).join('')

/** Legal forms go from either end, the longest first, as often as there is one; something always remains. */
function withoutForms(words: readonly string[]): readonly string[] {
  for (let length = Math.min(longest, words.length - 1); length > 0; length -= 1) {
    const shorter = after.has(words.slice(-length).join(' ')) ? words.slice(0, -length) : before.has(words.slice(0, length).join(' ')) ? words.slice(length) : undefined
    // "Quill & Co" is Quill, not "Quill and".
    if (shorter) return withoutForms(shorter.length > 1 && shorter.at(-1) === 'and' ? shorter.slice(0, -1) : shorter)
  }
  return words
}

const whole = new Set(notCompany.whole.map((phrase) => comparedWords(phrase).join(' ')))
const starts = notCompany.prefixes.map((phrase) => `${comparedWords(phrase).join(' ')} `)
const generic = new Set(hosts.genericLabels)

export interface StatedCompany {
  readonly key: string
  /** Written as `@org`, or the one `@org` within a longer text. */
  readonly handleKey: string | null
  /** False for texts like "student at …": they count only when the whole is a known name. */
  readonly mayBeUnknown: boolean
}

/** What a company field states; null where it names nobody (freelance, student, n/a …). */
export function statedCompany(written: string): StatedCompany | null {
  const words = comparedWords(written).join(' ')
  const key = nameKey(written)
  if (key === '' || whole.has(words)) return null
  const handles = [...written.matchAll(/(?<![\w.+-])@([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu)]
  const [only] = handles
  const former = only !== undefined && /\b(ex|former|formerly|prev|previously)[\s:.-]*$/i.test(written.slice(0, only.index))
  return {
    key,
    handleKey: only?.[1] !== undefined && handles.length === 1 && !former ? nameKey(only[1]) : null,
    mayBeUnknown: !starts.some((start) => `${words} `.startsWith(start)),
  }
}

/** The name a domain's first label is; null where the label is too short or too common to be one. */
export function labelKey(domain: string): string | null {
  const key = nameKey(domain.slice(0, domain.indexOf('.')))
  return key.length >= 3 && !generic.has(key) ? key : null
}
