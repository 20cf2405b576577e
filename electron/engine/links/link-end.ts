import { AppError } from '../../../shared/errors.ts'
import type { NewCompanyLink } from '../../../shared/contract-links.ts'
import type { ReadDomain } from '../resolve/domain.ts'
import { nameKey } from '../resolve/name-key.ts'

const noEmployers = { free: 'of a mail provider', disposable: 'of throw-away addresses', noreply: 'of addresses without a mailbox', platform: 'of a platform on which others publish' } as const

/** What an end of a link is compared by: its domain, else its name key. Throws `bad_usage` for what names no company. */
function linkEndKey(written: string, readDomain: ReadDomain): string {
  if (written === '') throw new AppError('bad_usage', 'A link needs both companies: write a domain or a name for each.')
  const { domain, kind } = readDomain(written)
  if (domain !== null) {
    if (kind !== 'corporate' && kind !== 'education' && kind !== 'invalid') throw new AppError('bad_usage', `“${written}” is a domain ${noEmployers[kind]}. Write the company’s own domain or its name.`)
    return domain
  }
  const key = nameKey(written)
  if (!/[\p{L}\p{N}]/u.test(key)) throw new AppError('bad_usage', `“${written}” names no company. Write a domain (beta.io) or a name (Beta GmbH).`)
  return `name:${key}`
}

export interface ValidLink extends NewCompanyLink {
  childKey: string
  parentKey: string
}

/** The link as it is stored. Throws `bad_usage` where it cannot mean anything. */
export function validLink({ child, parent, kind, note }: NewCompanyLink, readDomain: ReadDomain): ValidLink {
  const valid = { child: child.trim(), parent: parent.trim(), kind, note: note?.trim() || null }
  const [childKey, parentKey] = [linkEndKey(valid.child, readDomain), linkEndKey(valid.parent, readDomain)]
  if (childKey === parentKey) throw new AppError('bad_usage', `“${valid.child}” and “${valid.parent}” are one company; a link needs two.`)
  return { ...valid, childKey, parentKey }
}
