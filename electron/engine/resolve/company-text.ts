import { companyParts, isEmployer, type CompanyPart } from './company-parts.ts'
import { domainReader, type ReadDomain } from './domain.ts'
import { nameKey, nameWords } from './name-key.ts'
import { nameReader, type NameKind, type NameReader } from './not-a-company.ts'
import type { WordListChanges } from './word-lists.ts'

/** How a stated company text can be compared with known names. */
export interface CompanyText {
  /** Name key of the whole text; null where the text names no company. */
  readonly key: string | null
  readonly kind: NameKind
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
  /** The current employers that the text lists; empty where it is one name. */
  readonly parts: readonly CompanyPart[]
}

/** A former employer is not the employer. */
const former = /(?:^|[^\p{L}])(?:ex|former|formerly|prev|previous|previously|past|was|left|alum|alumni|alumnus|ehemals|ancien)[\s:.-]*(?:at\s+)?$/iu
const handlePattern = /(?<![\p{L}\p{N}._+-])@([\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)(?![\p{L}\p{N}]*[@.][\p{L}\p{N}])/gu
const hostPattern = /^(?:@|https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/?$/iu
/** Only such texts can be more than one name. */
const mayHoldParts = /[,;|•·、，；｜()[\]{}\n@/／]|\s[-–—~]+\s|\s(?:at|chez|bei)\s/iu
const oneName = /^@?[^\s,;|•·、，；｜()[\]{}/／@]+$/u

const nothing: CompanyText = {
  key: null, kind: 'company', isHandle: false, handleKey: null, handle: null, domain: null, labelKey: null, shortKey: null, mayBeUnknown: false, parts: [],
}

/** What texts are read by. */
export interface TextReader extends NameReader {
  readonly readDomain: ReadDomain
}

/** A reader that goes by the lists as the workspace has changed them. */
export const textReader = (changes: WordListChanges): TextReader => ({ ...nameReader(changes), readDomain: domainReader(changes) })

/** By the lists as they are delivered. */
const delivered = textReader({})

/** Reads a company field: the whole text, the only `@handle` in it, a host name, or the employers it lists. */
export function readCompanyText(text: string, reader = delivered): CompanyText {
  const { namesNoCompany, startsLikeNone, nameKind, readDomain } = reader
  const trimmed = text.trim()
  const words = nameWords(trimmed).join(' ')
  const whole = nameKey(trimmed)
  const bracket = trimmed.search(/[([{]/)
  if (whole === '' || namesNoCompany(words) || (bracket > 0 && namesNoCompany(nameWords(trimmed.slice(0, bracket)).join(' ')))) return nothing
  const handles = trimmed.includes('@') ? [...trimmed.matchAll(handlePattern)] : []
  const only = handles.length === 1 ? handles[0] : undefined
  const handle = only?.[1] ?? null
  const isHandle = only !== undefined && only[0] === trimmed.replace(/[.,;:!]+$/, '')
  const handleKey = handle === null ? null : nameKey(handle) || null
  const isCurrent =
    only !== undefined && handle !== null && handleKey !== null && !isHandle && !former.test(trimmed.slice(0, only.index)) && isEmployer({ spelling: handle, key: handleKey, isHandle: true }, reader)
  const host = trimmed.includes('.') && hostPattern.test(trimmed) ? readDomain(trimmed) : null
  const isLong = host === null && mayHoldParts.test(trimmed) && !oneName.test(trimmed)
  const parts = isLong ? companyParts(trimmed, reader) : []
  return {
    key: whole,
    kind: isLong ? 'company' : nameKind(words, whole),
    isHandle,
    handleKey: isCurrent ? handleKey : null,
    handle: isCurrent ? handle : null,
    domain: host?.domainKey == null ? null : host.domain,
    labelKey: host?.labelKey ?? null,
    shortKey: trimmed.includes('&') ? nameKey(trimmed.replaceAll('&', '')) || null : null,
    mayBeUnknown: isLong ? parts.length > 0 : !startsLikeNone(words),
    parts: parts.filter((part) => isEmployer(part, reader)),
  }
}

const bioHandle = /(?<![\p{L}\p{N}._+-])@\s?([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu
const bioEmployer = /(?:^|[\s,;|(])at\s+(\p{Lu}[\p{L}\p{N}&.-]*(?:\s\p{Lu}[\p{L}\p{N}&.-]*){0,3})/gu

/** Employers that a biography may name: its current `@handles`, and capitalised names after "at". */
export function bioParts(bio: string, reader: NameReader = delivered): CompanyPart[] {
  const named = [...bio.matchAll(bioHandle), ...bio.matchAll(bioEmployer)].filter((match) => !former.test(bio.slice(0, match.index)))
  const parts = named
    .sort((left, right) => left.index - right.index)
    .map((match): CompanyPart => ({ spelling: (match[1] ?? '').replace(/[\s.&-]+$/, ''), key: nameKey(match[1] ?? ''), isHandle: match[0].trim().startsWith('@') }))
  return parts.filter((part, index) => part.key !== '' && isEmployer(part, reader) && parts.findIndex(({ key }) => key === part.key) === index)
}
