import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { readDomain } from '../resolve/domain.ts'
import type { Person } from './person.ts'
import { nothingClaimed, type Provider } from './provider.ts'
import { text } from './text.ts'

const field = z.enum(['login', 'github_id', 'email', 'name', 'company', 'location', 'website'])
type Field = z.infer<typeof field>

const claimFields = z.enum(['name', 'title', 'company', 'domain', 'profile_url', 'location', 'email', 'confidence'])

/** A provider as a small file describes it; see docs/adding-a-provider.md. */
const description = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens'),
  label: z.string().optional(),
  version: z.string().default('1'),
  method: z.enum(['GET', 'POST']).default('GET'),
  /** Address with `{field}` where a value of the person goes. */
  url: z.url(),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON body whose texts may hold `{field}`. */
  body: z.record(z.string(), z.unknown()).optional(),
  /** Fields without which the person is not asked about. */
  needs: z.array(field).min(1),
  auth: z.strictObject({ secret: z.string().regex(/^[A-Z][A-Z0-9_]*$/), header: z.string(), prefix: z.string().default('') }).nullable().default(null),
  price: z.number().nonnegative().default(0),
  perSecond: z.number().positive().nullable().default(null),
  /** Where the records are: dotted path to an object or an array; the whole answer without it. */
  records: z.string().default(''),
  /** Claim field → dotted path within a record. */
  fields: z.partialRecord(claimFields, z.string()),
})

const valuesOf = (person: Person): Record<Field, string | null> => ({
  login: person.login, github_id: person.githubId === null ? null : String(person.githubId), email: person.email, name: person.name, company: person.company, location: person.location, website: person.website,
})

const placeholder = /\{(login|github_id|email|name|company|location|website)\}/g
const placeholders = (value: unknown): Field[] =>
  typeof value === 'string' ? [...value.matchAll(placeholder)].map(([, name]) => field.parse(name)) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(placeholders) : []

function filled(value: unknown, values: Record<Field, string | null>): unknown {
  if (typeof value === 'string') return value.replace(placeholder, (_, name: string) => values[field.parse(name)] ?? '')
  if (Array.isArray(value)) return value.map((item) => filled(item, values))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]))
  return value
}

/** The value at a dotted path: `data.jobs.0.title`. */
function at(value: unknown, path: string): unknown {
  let found = value
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

export function describedProvider(json: string): Provider {
  const parsed = description.safeParse(parsedJson(json))
  if (!parsed.success) throw new AppError('bad_usage', `The description of a provider is wrong: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('; ')}`)
  const { name, label, version, method, url, headers, body, needs, auth, price, perSecond, records, fields } = parsed.data
  const { origin } = new URL(url.replace(placeholder, 'x'))
  const sent = [...new Set([...placeholders(url), ...placeholders(body)])]
  return {
    name, label: label ?? name, version, origin, fields: sent, secret: auth?.secret ?? null, price, perSecond,
    request: (person, base) => {
      const values = valuesOf(person)
      if (needs.some((need) => values[need] === null)) return null
      const encoded = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null ? null : encodeURIComponent(value)])) as Record<Field, string | null>
      const address = String(filled(url, encoded)).replace(origin, base)
      return {
        method, url: address, headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers }, body: body === undefined ? null : filled(body, values), fields: sent.filter((each) => values[each] !== null),
      }
    },
    authorise: (given, key) => (auth === null ? given : { ...given, [auth.header.toLowerCase()]: `${auth.prefix}${key}` }),
    read: (answer) => {
      const found = at(answer, records)
      const list: unknown[] = Array.isArray(found) ? found : found === undefined || found === null ? [] : [found]
      return list.flatMap((record) => {
        const value = (key: keyof typeof fields) => (fields[key] === undefined ? null : text.parse(at(record, fields[key])))
        const confidence = fields.confidence === undefined ? Number.NaN : Number(at(record, fields.confidence))
        const claim = {
          ...nothingClaimed, name: value('name'), title: value('title'), company: value('company'), domain: readDomain(value('domain') ?? '').domain, profileUrl: value('profile_url'), location: value('location'),
          email: value('email'), confidence: Number.isFinite(confidence) ? Math.min(1, Math.max(0, confidence)) : null,
        }
        return claim.name === null && claim.company === null && claim.domain === null && claim.title === null && claim.profileUrl === null ? [] : [claim]
      })
    },
  }
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch (cause) {
    throw new AppError('bad_usage', 'The description of a provider is not JSON.', { cause })
  }
}
