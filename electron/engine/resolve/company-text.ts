import lists from '../../../resources/models/not-a-company.json' with { type: 'json' }
import { readDomain } from './domain.ts'
import { nameKey, nameWords } from './name-key.ts'

/** How a stated company text can be compared with known names. */
export interface CompanyText {
  /** Name key of the whole text; null where the text names no company. */
  readonly key: string | null
  /** The whole text is one `@handle`. */
  readonly isHandle: boolean
  /** Name key of the only `@handle` in a longer text. */
  readonly handleKey: string | null
  /** That handle as written, without `@`. */
  readonly handle: string | null
  /** Registrable domain, where the whole text is a host name or URL. */
  readonly domain: string | null
  /** Name key of that domain's first label. */
  readonly labelKey: string | null
  /** The name key read without `&`: AT&T is att, as in att.com. Null where the text has none. */
  readonly shortKey: string | null
  /** False where only a known name that equals the whole text can speak against "names no company" (`ex Libris`). */
  readonly mayBeUnknown: boolean
}

const key = (words: readonly string[]) => words.join(' ')
const notCompanies = new Set(lists.whole.map((text) => key(nameWords(text))))
const notCompanyStarts = lists.prefixes.map((text) => `${key(nameWords(text))} `)

/** A former employer is not the employer. */
const former = /(?:^|[^\p{L}])(?:ex|former|formerly|prev|previous|previously|past|was|left|alum|alumni|alumnus|ehemals|ancien)[\s:.-]*(?:at\s+)?$/iu
const handlePattern = /(?<![\p{L}\p{N}._+-])@([\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)(?![\p{L}\p{N}]*[@.][\p{L}\p{N}])/gu
const hostPattern = /^(?:@|https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/?$/iu

const nothing: CompanyText = { key: null, isHandle: false, handleKey: null, handle: null, domain: null, labelKey: null, shortKey: null, mayBeUnknown: false }

/** Reads a company field: the whole text, the only `@handle` in it, or a host name. Longer sentences are left alone. */
export function readCompanyText(text: string): CompanyText {
  const trimmed = text.trim()
  const words = key(nameWords(trimmed))
  const whole = nameKey(trimmed)
  const bracket = trimmed.search(/[([{]/)
  if (whole === '' || notCompanies.has(words) || (bracket > 0 && notCompanies.has(key(nameWords(trimmed.slice(0, bracket)))))) return nothing
  const handles = trimmed.includes('@') ? [...trimmed.matchAll(handlePattern)] : []
  const only = handles.length === 1 ? handles[0] : undefined
  const handle = only?.[1] ?? null
  const isHandle = only !== undefined && only[0] === trimmed.replace(/[.,;:!]+$/, '')
  const current = only !== undefined && !isHandle && !former.test(trimmed.slice(0, only.index))
  const host = trimmed.includes('.') && hostPattern.test(trimmed) ? readDomain(trimmed) : null
  return {
    key: whole,
    isHandle,
    handleKey: current && handle !== null ? nameKey(handle) || null : null,
    handle: current ? handle : null,
    domain: host?.domainKey == null ? null : host.domain,
    labelKey: host?.labelKey ?? null,
    shortKey: trimmed.includes('&') ? nameKey(trimmed.replaceAll('&', '')) || null : null,
    mayBeUnknown: !notCompanyStarts.some((start) => `${words} `.startsWith(start)),
  }
}
