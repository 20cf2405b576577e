import type { CompanyLinkKind } from '../../../shared/contract-links.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import type { ReadDomain } from '../resolve/domain.ts'
import { validLink, type ValidLink } from './link-end.ts'

export interface KnownLink {
  linkId: number
  child: string
  parent: string
  kind: CompanyLinkKind
}

const pairOf = ({ childKey, parentKey }: ValidLink): string => JSON.stringify([childKey, parentKey])

/** The links there are, by the pair of companies they join. */
export async function linksByPair(connection: Connection, readDomain: ReadDomain): Promise<Map<string, KnownLink>> {
  const known = await rows<KnownLink>(connection, `SELECT link_id AS "linkId", child, parent, kind FROM evidence.company_links`)
  const pairs = new Map<string, KnownLink>()
  for (const link of known) {
    try {
      pairs.set(pairOf(validLink({ ...link, note: null }, readDomain)), link)
    } catch {
      // The lists of domains may have changed since it was added.
    }
  }
  return pairs
}

/** True for a link that is there already; throws `bad_usage` where the same two companies are linked as something else. */
export function isKnown(pairs: ReadonlyMap<string, KnownLink>, link: ValidLink): boolean {
  const there = pairs.get(pairOf(link))
  if (there === undefined) return false
  if (there.kind === link.kind) return true
  throw new AppError('bad_usage', `“${there.child}” and “${there.parent}” are linked already, as ${there.kind}${there.linkId > 0 ? ` (link ${there.linkId})` : ''}. Remove that link first.`)
}

/** Notes a link as there, so that a second of the same list is found. */
export const remember = (pairs: Map<string, KnownLink>, link: ValidLink): void => {
  pairs.set(pairOf(link), { linkId: 0, child: link.child, parent: link.parent, kind: link.kind })
}

/** Appends links in their order; the number of the last. */
export async function appendLinks(connection: Connection, links: readonly ValidLink[]): Promise<number> {
  const values = links.map(({ child, parent, kind, note }) => ({ child, parent, kind, note }))
  await connection.run(
    `INSERT INTO evidence.company_links (child, parent, kind, note, created_at)
     SELECT link.child, link.parent, link.kind, link.note, now()::TIMESTAMP FROM (
       SELECT unnest(from_json($links::JSON, '[{"child": "VARCHAR", "parent": "VARCHAR", "kind": "VARCHAR", "note": "VARCHAR"}]')) AS link)`,
    { links: JSON.stringify(values) },
  )
  return (await one<{ last: number }>(connection, 'SELECT max(link_id) AS last FROM evidence.company_links')).last
}
