import * as z from 'zod'
import { call } from './call.ts'
import { handOverFormat, handOverPreview } from './contract-hand-over.ts'
import { condition } from './contract-grid.ts'
import { instant } from './model.ts'
import { persona, personaRules } from './persona-rules.ts'

export const databases = ['user', 'buyer'] as const
export const database = z.enum(databases)
export type Database = z.infer<typeof database>

/** In which databases a human is. */
const places = ['user', 'buyer', 'both', 'neither'] as const
const place = z.enum(places)

/** `share` of `of` that are `count`; null where there is nobody. */
const part = z.object({ count: z.int(), of: z.int(), share: z.number().nullable() })
export type Part = z.infer<typeof part>

const rulesVersion = z.object({ version: z.int(), name: z.string(), note: z.string().nullable(), author: z.string().nullable(), savedAt: instant.nullable(), rules: personaRules })
export type RulesVersion = z.infer<typeof rulesVersion>

const health = z.object({
  /** Members of the user database whom the CRM holds as a lead or further, with an address, a company and no opt-out: where many are, “developer” is drawn too broadly. */
  tooBroad: part,
  /** Leads who are developers: where many are, leads are taken too early or “developer” is drawn too narrowly. */
  tooNarrow: part,
})

const summary = z.object({
  rules: z.object({ version: z.int(), name: z.string(), savedAt: instant.nullable() }),
  humans: z.int(),
  personas: z.array(z.object({ persona, humans: z.int() })),
  places: z.array(z.object({ place, humans: z.int(), withAddress: z.int(), optedOut: z.int() })),
  conflicts: z.int(),
  /** How many each rule decided, in the order of the rules; then those that no rule decided. */
  decided: z.array(z.object({ rule: z.string(), persona, humans: z.int() })),
  health,
  /** The same at the end of each of the last months; whoever has no date was always there. */
  months: z.array(health.extend({ month: z.string(), user: z.int(), buyer: z.int() })),
  /** E-mails of a month to addresses of a database: an address and campaign counts once for each thing that happened. */
  engagement: z.array(z.object({ month: z.string(), place, sent: z.int(), clicked: z.int(), unsubscribed: z.int(), clickRate: z.number().nullable(), unsubscribeRate: z.number().nullable() })),
})
export type PersonaSummary = z.infer<typeof summary>

const rulesPreview = z.object({
  humans: z.int(),
  /** From where to where, and how many; those that stay are among them. */
  moves: z.array(z.object({ from: place, to: place, humans: z.int() })),
  personas: z.array(z.object({ persona, before: z.int(), after: z.int() })),
  /** A few who would move. */
  examples: z.array(z.object({ name: z.string().nullable(), title: z.string().nullable(), from: place, to: place, rule: z.string() })),
})
export type RulesPreview = z.infer<typeof rulesPreview>

const selection = z.object({ database, filter: z.array(condition).max(50).default([]), search: z.string().max(200).default('') })
const written = z.object({ path: z.string().optional(), format: handOverFormat, pseudonymised: z.boolean().default(false) })
const result = handOverPreview.extend({ path: z.string(), download: z.string().nullable() })
const tools = z.object({ tools: z.enum(['sales', 'marketing']) })

export const personaCalls = {
  'personas.summary': call(z.object({}), summary),
  /** Versions of the rules, newest first; the first is in force. */
  'personas.rules': call(z.object({}), z.object({ versions: z.array(rulesVersion) })),
  /** How many would move between the databases; nothing is stored. */
  'personas.preview': call(z.object({ rules: personaRules }), rulesPreview),
  /** Appends a version, which is in force from then on. */
  'personas.save': call(
    z.object({ name: z.string().trim().min(1).max(100), note: z.string().trim().max(1000).nullable().default(null), author: z.string().trim().min(1).max(100).optional(), rules: personaRules }),
    z.object({ versions: z.array(rulesVersion) }),
  ),
  /** What a file of a database would hold: the user database is for marketing, the buyer database for sales. */
  'databases.preview': call(selection, handOverPreview),
  'databases.export': call(selection.extend(written.shape), result),
  /** Addresses that sales or marketing tools must not write to, plain and hashed. */
  'suppression.preview': call(tools, handOverPreview.extend({ reasons: z.array(z.object({ reason: z.string(), addresses: z.int() })) })),
  'suppression.export': call(tools.extend(written.omit({ pseudonymised: true }).shape), result),
}
