import type { CompanyLinkKind } from '../../../shared/contract-links.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { rows, run } from '../db/query.ts'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { domainReader } from '../resolve/domain.ts'
import { readWordLists } from '../resolve/word-lists.ts'
import type { Session } from '../session.ts'
import { appendLinks, isKnown, linksByPair } from './add-links.ts'
import { validLink } from './link-end.ts'
import { listLinks } from './list-links.ts'
import { readLinkFile } from './read-link-file.ts'

type LinkHandlers = Pick<Handlers, 'links.list' | 'links.add' | 'links.remove' | 'links.import'>

export function linkHandlers(session: Session): LinkHandlers {
  /** Runs `work` as one change. */
  const change = async <T>(work: (writer: Workspace['writer']) => Promise<T>): Promise<T> => {
    const workspace = session.workspace()
    const made = await workspace.exclusive(() =>
      transaction(workspace.writer, async () => {
        const result = await work(workspace.writer)
        await bumpDataVersion(workspace.writer)
        return result
      }),
    )
    await session.changed()
    return made
  }
  return {
    'links.list': (request) => listLinks(session.workspace().reader, request),
    'links.add': (given) =>
      change(async (writer) => {
        const readDomain = domainReader(await readWordLists(writer))
        const link = validLink(given, readDomain)
        if (isKnown(await linksByPair(writer, readDomain), link)) throw new AppError('bad_usage', `“${link.child}” and “${link.parent}” are linked so already.`)
        return { linkId: await appendLinks(writer, [link]) }
      }),
    'links.remove': ({ linkId }) =>
      change(async (writer) => {
        const [link] = await rows<{ child: string; parent: string; kind: CompanyLinkKind }>(writer, 'SELECT child, parent, kind FROM evidence.company_links WHERE link_id = $link_id', { link_id: linkId })
        if (link === undefined) throw new AppError('not_found', `There is no link ${linkId}.`)
        await run(writer, 'DELETE FROM evidence.company_links WHERE link_id = $link_id', { link_id: linkId })
        return link
      }),
    'links.import': (file) =>
      change(async (writer) => {
        const readDomain = domainReader(await readWordLists(writer))
        const { added, same } = readLinkFile(file, await linksByPair(writer, readDomain), readDomain)
        if (added.length > 0) await appendLinks(writer, added)
        return { added: added.length, same }
      }),
  }
}
