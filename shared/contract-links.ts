import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

export const companyLinkKinds = ['renamed', 'acquired', 'subsidiary'] as const
export const companyLinkKind = z.enum(companyLinkKinds)
export type CompanyLinkKind = z.infer<typeof companyLinkKind>

const longestName = 200
const end = z.string().max(longestName, `A name has at most ${longestName} characters.`)
const newLink = z.object({
  /** A domain or a name, as written. */
  child: end,
  parent: end,
  kind: companyLinkKind,
  note: z.string().max(500, 'A note has at most 500 characters.').nullable().default(null),
})
export type NewCompanyLink = z.output<typeof newLink>

/**
 * What a link does in the results: the child counts for accounts of its parent; it has an account of its own; no parent leads to an account; a person decided
 * about the child; subsidiaries are not rolled up; nobody is known to work there; or the results are older than the link.
 */
export const linkEffects = ['counts', 'own_account', 'no_account', 'decided', 'off', 'nobody', 'not_resolved'] as const

const companyLink = newLink.extend({
  linkId: z.int(),
  note: z.string().nullable(),
  createdAt: instant,
  effect: z.enum(linkEffects),
  /** The accounts that the child counts for by links. */
  accounts: z.array(z.object({ recordId: z.string(), name: z.string() })),
  /** What the child is called in the results; null where nobody is known there. */
  company: z.string().nullable(),
  /** People who work at the child. */
  people: z.int(),
})
export type CompanyLink = z.output<typeof companyLink>

export const linkCalls = {
  'links.list': call(
    z.object({ search: z.string().max(200).default(''), limit: z.int().min(1).max(10_000).default(1000) }),
    z.object({ links: z.array(companyLink), /** Links that meet `search`. */ found: z.int(), total: z.int() }),
  ),
  'links.add': call(newLink, z.object({ linkId: z.int() })),
  'links.remove': call(z.object({ linkId: z.int() }), z.object({ child: z.string(), parent: z.string(), kind: companyLinkKind })),
  /** `text`: a delimited file with the columns child, parent, kind, note. All or none; links that are there already are left as they are. */
  'links.import': call(z.object({ text: z.string().max(8 << 20), fileName: z.string().max(500) }), z.object({ added: z.int(), same: z.int() })),
}
