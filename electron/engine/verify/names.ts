import nicknames from '../../../resources/models/nicknames.json' with { type: 'json' }
import { isForeignScript, transliterate } from './transliterate.ts'

/** How two names of people compare, whatever the order, script or shortening of their words. */
export type NameMatch = 'same' | 'initials' | 'partial' | 'different' | 'unknown'

const dropped = new Set(nicknames.titles)
const groups = new Map<string, number[]>()
for (const [index, names] of nicknames.names.entries()) for (const name of names) groups.set(name, [...(groups.get(name) ?? []), index])

export const nameTokens = (name: string): string[] =>
  transliterate(name)
    .replace(/['’`.]/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '' && !dropped.has(token))

const areForms = (left: string, right: string) => (groups.get(left) ?? []).some((group) => groups.get(right)?.includes(group))
/** ü written ue, ö written oe: the spellings airports and passports use. */
const umlauts = (token: string) => token.replace(/ue/g, 'u').replace(/oe/g, 'o').replace(/ae/g, 'a')
// Romanisations differ in these.
const sounded = (token: string) => umlauts(token).replace(/ya|ia|ja/g, 'ia').replace(/yu|iu|ju/g, 'iu').replace(/iy$|ij$|ii$|y$/g, 'i').replace(/kh|ch/g, 'h').replace(/ks/g, 'x').replace(/(.)\1/g, '$1')

/** 1 for one name, 0.6 for an initial, 0 for two names. */
function tokenSimilarity(left: string, right: string): number {
  if (left === right || sounded(left) === sounded(right)) return 1
  if (areForms(left, right)) return 1
  if (left.length === 1 || right.length === 1) return left[0] === right[0] ? 0.6 : 0
  // A slip of the pen in a longer name.
  return Math.min(left.length, right.length) >= 5 && distance(left, right) === 1 ? 0.9 : 0
}

/** Edits between two words, never more than two. */
function distance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 1) return 2
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  let end = 0
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1
  const [rest, other] = [left.length - start - end, right.length - start - end]
  return Math.max(rest, other) <= 1 ? 1 : 2
}

export function compareNames(left: string | null, right: string | null): NameMatch {
  const [a, b] = [nameTokens(left ?? ''), nameTokens(right ?? '')]
  if (a.length === 0 || b.length === 0) return 'unknown'
  if (a.join('') === b.join('')) return a.length + b.length > 2 ? 'same' : 'partial'
  if (isForeignScript(a.join('')) !== isForeignScript(b.join(''))) return 'unknown'
  const [shorter, longer] = a.length <= b.length ? [a, [...b]] : [b, [...a]]
  const similarities = shorter.map((token) => {
    const [best, at] = longer.reduce<[number, number]>((found, candidate, index) => {
      const similarity = tokenSimilarity(token, candidate)
      return similarity > found[0] ? [similarity, index] : found
    }, [0, -1])
    if (at >= 0) longer.splice(at, 1)
    return best
  })
  const matched = similarities.filter((similarity) => similarity > 0).length
  if (shorter.length === 1) return matched === 1 && similarities[0] !== 0.6 ? 'partial' : matched === 0 && longer.length > 1 ? 'different' : 'unknown'
  if (matched === shorter.length) return similarities.every((similarity) => similarity >= 0.9) ? 'same' : similarities.some((similarity) => similarity >= 0.9) ? 'initials' : 'unknown'
  return matched === 0 ? 'different' : similarities.some((similarity) => similarity >= 0.9) ? 'partial' : 'different'
}

/** A login, slug or mailbox as compared: letters and digits only. */
export const handleKey = (handle: string): string => transliterate(handle).replace(/[^\p{L}\p{N}]/gu, '')

/** The account a profile address names: linkedin.com/in/octo-cat-12ab34 is octo-cat. */
export function handleOfUrl(url: string | null): string | null {
  const handle = /(?:linkedin\.com\/in|github\.com|twitter\.com|x\.com)\/@?([^/?#\s]+)/i.exec(url ?? '')?.[1]
  if (handle === undefined) return null
  return decoded(handle).replace(/-[0-9a-f]{6,}$/i, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
