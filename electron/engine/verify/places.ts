import places from '../../../resources/models/places.json' with { type: 'json' }
import { transliterate } from './transliterate.ts'

const countryOf = new Map(Object.entries(places.countries).flatMap(([code, names]) => names.map((name): [string, string] => [transliterate(name), code])))

/** Whether two places lie in one country; null where one of them says nothing that is known. */
export function samePlace(left: string | null, right: string | null): boolean | null {
  if (left === null || right === null) return null
  const [a, b] = [partsOf(left), partsOf(right)]
  // The same city or region, known or not.
  if (a.some((part) => part.length >= 4 && b.includes(part))) return true
  const [here, there] = [countries(a), countries(b)]
  return here.size === 0 || there.size === 0 ? null : [...here].some((code) => there.has(code))
}

const partsOf = (place: string): string[] =>
  transliterate(place)
    .split(/[,;/|()&]+|\s[-–]\s/)
    .map((part) => part.replace(/\b(greater|metropolitan|area|region)\b/g, ' ').replace(/[^\p{L}\p{N}\s-]/gu, '').replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')

const countries = (parts: readonly string[]): Set<string> => new Set(parts.flatMap((part) => countryOf.get(part) ?? []))
