import { isLegalForm, nameKey, nameWords } from './name-key.ts'
import { isRole, type NameReader } from './not-a-company.ts'

/** One employer that a longer text may name. */
export interface CompanyPart {
  /** As written, without `@` and without the role before it. */
  readonly spelling: string
  readonly key: string
  readonly isHandle: boolean
}

/** Where one statement ends: punctuation with room about it, a bracket, or the next handle. */
const separator = /\s*[,;|•·、，；｜()[\]{}\n]\s*|\s+[-–—~]+\s+|\s*\/\s+|\s+\/\s*|(?<=\p{L}{3})[/／](?=@|\p{L}{3})|\s*(?=(?<![\p{L}\p{N}._+-])@[\p{L}\p{N}])/u
/** What stands between a role and the employer. */
const atEmployer = /^(.*?)(?:\s|^)(?:at|chez|bei|w\/|@)\s+(.+)$/iu
const joined = /(?:^|\s)(?:and|und|et|y|e|&|\+)$/iu
const formerWord = /^(?:former|formerly|previous|previously|prev|past|was|left|alum|alumni|alumnus|ehemals|früher|ancien|ancienne|anteriormente|antes|元|前)(?:$|[\s:.-]+)/iu
const formerStart = /^(?:ex|元|前)(?=[\s:@-])[\s:-]*/iu
const formerEnd = /(?:^|\s)(?:ex|former|formerly|previously)[\s:.-]*$/iu
const currentStart = /^(?:now|currently|current|presently|aktuell|jetzt|actuellement|actualmente)[\s:]+/iu

/**
 * The employers that a longer text names now, in its order: `Senior SRE at Acme` is Acme; `@acme, ex-@foo` is acme; `Acme / Bar` are both.
 * Former employers, job titles, legal forms and what names no company are left out.
 */
export function companyParts(text: string, names: NameReader): CompanyPart[] {
  const found: CompanyPart[] = []
  let isFormer = false
  for (const raw of text.split(separator)) {
    let part = raw.trim().replace(joined, '').trim()
    if (part === '') continue
    if (currentStart.test(part)) {
      isFormer = false
      part = part.replace(currentStart, '')
    }
    // "formerly A, B": all that follows is past; "ex-A, B": only A is.
    if (formerWord.test(part)) isFormer = true
    if (isFormer || formerStart.test(part)) continue
    // "Globex formerly" stands before a former "@acme".
    isFormer = formerEnd.test(part)
    const read = readPart(part.replace(formerEnd, ''), names)
    if (read !== null && !found.some(({ key }) => key === read.key)) found.push(read)
  }
  return found
}

function readPart(part: string, { namesNoCompany, startsLikeNone }: NameReader): CompanyPart | null {
  const stated = atEmployer.exec(part)
  const before = stated?.[1] === undefined ? '' : nameWords(stated[1]).join(' ')
  // A student at a school, a freelancer at a customer: no employer.
  if (before !== '' && (namesNoCompany(before) ? !isRole(before) : startsLikeNone(before))) return null
  const spelling = (stated?.[2] ?? part).replace(/^@\s*/, '').replace(/[\s\p{S}\p{P}]+$/u, '')
  const words = nameWords(spelling)
  const phrase = words.join(' ')
  const key = nameKey(spelling)
  if (!/[\p{L}\p{N}]/u.test(key) || isLegalForm(words) || namesNoCompany(phrase) || startsLikeNone(phrase) || isRole(phrase)) return null
  return { spelling, key, isHandle: /^@[\p{L}\p{N}]/u.test(part) && !/\s/.test(spelling) }
}

/** Whether a part can be an employer at all. */
export function isEmployer({ spelling, key }: CompanyPart, { namesNoCompany, nameKind }: NameReader): boolean {
  const phrase = nameWords(spelling).join(' ')
  return !namesNoCompany(phrase) && nameKind(phrase, key) === 'company'
}
