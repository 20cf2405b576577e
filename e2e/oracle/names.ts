import { communities, education, hosts, legalForms, notCompany } from './word-lists.ts'

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
const roles = new Set(notCompany.roles.map((role) => comparedWords(role).join(' ')))
const communityKeys = new Set(communities.names.map(nameKey))
const generic = new Set(hosts.genericLabels)

export interface StatedCompany {
  readonly key: string
  /** Written as `@org`, or the one `@org` within a longer text. */
  readonly handleKey: string | null
  /** False for texts like "student at …": they count only when the whole is a known name. */
  readonly mayBeUnknown: boolean
  /** Schools and communities are no employers by themselves. */
  readonly isFirm: boolean
  /** Employers that a longer text names now, in its order. */
  readonly listed: readonly { readonly key: string; readonly isHandle: boolean }[]
}

const namesNone = (phrase: string): boolean => whole.has(phrase) || starts.some((start) => `${phrase} `.startsWith(start))

function firm(written: string): boolean {
  const words = comparedWords(written)
  const phrase = words.join(' ')
  if (communityKeys.has(nameKey(written))) return false
  const school = words.some((word) => education.words.includes(word)) || education.stems.some((stem) => phrase.includes(stem))
  return !school || education.exceptions.some((exception) => phrase.includes(exception))
}

/** Employers in a longer text: what stands between punctuation or from an `@` on, without what is past and what is a job. */
function listedEmployers(written: string): { key: string; isHandle: boolean }[] {
  const pieces = written.split(/[,;|()]| [-–] | \/ |(?<=^|[\s(])(?=@\w)/).map((piece) => piece.trim()).filter((piece) => piece !== '')
  const current = pieces.slice(0, pieces.findIndex((piece) => /^(former|formerly|previously)\b/i.test(piece)) >>> 0).filter((piece) => !/^ex[\s@-]/i.test(piece))
  const found = current.flatMap((piece) => {
    const [, before = '', name = ''] = /^(?:(.*?)\s)?(?:at )?(?:@ ?)?([^@]+?)$/i.exec(/(?:^| )at |@ /i.test(piece) ? piece : `at ${piece}`) ?? []
    const words = comparedWords(name)
    const phrase = words.join(' ')
    const isRole = roles.has(words.at(-1) ?? '')
    const role = comparedWords(before).join(' ')
    const isNobody = whole.has(role) ? !roles.has(role.split(' ').at(-1) ?? '') : namesNone(role)
    if (isNobody || namesNone(phrase) || isRole || after.has(phrase) || !/[\p{L}\p{N}]/u.test(phrase)) return []
    return firm(name) ? [{ key: nameKey(name), isHandle: piece.startsWith('@') }] : []
  })
  return found.filter(({ key }, index) => found.findIndex((other) => other.key === key) === index)
}

/** What a company field states; null where it names nobody (freelance, student, n/a …). */
export function statedCompany(written: string): StatedCompany | null {
  const words = comparedWords(written).join(' ')
  const key = nameKey(written)
  if (key === '' || whole.has(words)) return null
  const handles = [...written.matchAll(/(?<![\w.+-])@([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu)]
  const [only] = handles
  const former = only !== undefined && /\b(ex|former|formerly|prev|previously)[\s:.-]*$/i.test(written.slice(0, only.index))
  const named = only?.[1] !== undefined && handles.length === 1 && !former ? only[1] : null
  const isLong = /[,;|()]| [-–] |[/]| at |@./.test(written.trim()) && !/^@?[^\s,;|()/@]+$/.test(written.trim()) && !/^\S+\.\w{2,}$/.test(written.trim())
  const listed = isLong ? listedEmployers(written) : []
  return {
    key,
    handleKey: named !== null && firm(named) && !namesNone(comparedWords(named).join(' ')) ? nameKey(named) : null,
    mayBeUnknown: isLong ? listed.length > 0 : !starts.some((start) => `${words} `.startsWith(start)),
    isFirm: isLong || firm(written),
    listed,
  }
}

/** The name a domain's first label is; null where the label is too short or too common to be one. */
export function labelKey(domain: string): string | null {
  const key = nameKey(domain.slice(0, domain.indexOf('.')))
  return key.length >= 3 && !generic.has(key) ? key : null
}
