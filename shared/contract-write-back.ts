import * as z from 'zod'
import { call } from './call.ts'
import { personalCounts } from './contract-hand-over.ts'
import { asOf, instant, policy } from './model.ts'

export const crms = ['hubspot', 'salesforce'] as const
const crm = z.enum(crms)
export type Crm = z.infer<typeof crm>

const writeBackRequest = z.object({
  crm,
  asOf: asOf.optional(),
  policy: policy.default('reliable'),
  /** Only records of which something other than the as-of day differs from what the CRM was last told. */
  changedOnly: z.boolean().default(false),
})
export type WriteBackRequest = z.output<typeof writeBackRequest>

const writeBackFile = z.object({
  name: z.string(),
  /** `definition`: properties, fields or a mapping, with no data in it. */
  kind: z.enum(['update', 'new', 'definition']),
  /** What the file is, in words. */
  about: z.string(),
  /** 0 for a definition, and for a file that is not written because it would be empty. */
  rows: z.int(),
  /** Rows left out because their person is in the user database: the files are for sales. */
  withheld: z.int(),
  /** Rows left out because the CRM was told the same before. */
  unchanged: z.int(),
  personal: personalCounts,
})
export type WriteBackFile = z.infer<typeof writeBackFile>

const writeBack = z.object({
  crm,
  asOf: instant,
  policy,
  files: z.array(writeBackFile),
  leftOut: z.object({
    /** Accounts and contacts whose record id is none of this CRM. */
    otherIds: z.int(),
    /** Companies that are missing from the CRM and have no domain to know them by. */
    withoutDomain: z.int(),
    /** Contacts that belong to no account. */
    withoutAccount: z.int(),
  }),
})
export type WriteBack = z.infer<typeof writeBack>

const written = writeBackFile.extend({ path: z.string().nullable(), download: z.string().nullable() })

export const writeBackCalls = {
  /** What the files would hold; nothing is written. */
  'writeBack.preview': call(writeBackRequest, writeBack),
  /** Writes the files for a CRM and remembers what they tell. `folder` left out: they land in the download area, each under a name to fetch it by. */
  'writeBack.write': call(writeBackRequest.extend({ folder: z.string().optional() }), writeBack.extend({ files: z.array(written) })),
}
export type WrittenBack = z.infer<(typeof writeBackCalls)['writeBack.write']['output']>
