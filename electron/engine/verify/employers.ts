import { readCompanyText } from '../resolve/company-text.ts'
import { readDomain } from '../resolve/domain.ts'
import { nameKey } from '../resolve/name-key.ts'

export interface Employer {
  company: string | null
  domain: string | null
}

/** Keys under which an employer may be met again. Empty: it names none. */
export function employerKeys({ company, domain }: Employer): Set<string> {
  const keys = new Set<string>()
  const text = company === null ? null : readCompanyText(company)
  for (const key of [text?.key, text?.handleKey, text?.labelKey, text?.shortKey]) if (key) keys.add(key)
  for (const host of [domain, text?.domain ?? null]) {
    if (host === null) continue
    const facts = readDomain(host)
    if (facts.kind !== 'corporate' && facts.kind !== 'education') continue
    if (facts.domain !== null) keys.add(facts.domain)
    if (facts.labelKey !== null) keys.add(facts.labelKey)
  }
  return keys
}

/** `related`: one name contains the other (Amazon, Amazon Web Services), which neither confirms nor contradicts. */
export type EmployerMatch = 'same' | 'related' | 'different' | 'unknown'

export function compareEmployers(left: ReadonlySet<string>, right: ReadonlySet<string>): EmployerMatch {
  if (left.size === 0 || right.size === 0) return 'unknown'
  for (const key of left) if (right.has(key)) return 'same'
  for (const a of left) for (const b of right) if (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a))) return 'related'
  return 'different'
}

const placeholders = new Set(
  ['self', 'selfemployed', 'freelance', 'freelancer', 'independent', 'independentcontractor', 'contractor', 'consultant', 'none', 'na', 'unemployed', 'student', 'home', 'personal', 'private', 'confidential', 'stealth', 'stealthstartup',
    'stealthmode', 'opentowork', 'lookingforwork', 'retired', 'unknown', 'various', 'freiberufler', 'selbständig', 'autonomo', 'independant'],
)

/** True for an employer that is none: empty words, or nothing but “freelance”. */
export const isPlaceholder = (company: string): boolean => {
  const key = nameKey(company)
  return key === '' || placeholders.has(key) || readCompanyText(company).key === null
}
