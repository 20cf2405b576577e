import type { Handlers } from '../../../shared/contract.ts'
import type { SavedView } from '../../../shared/contract-views.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import type { Session } from '../session.ts'

const listViews = (connection: Connection): Promise<SavedView[]> =>
  rows<SavedView>(connection, `SELECT name, page, state->>'address' AS address, saved_at AS "savedAt" FROM ops.saved_views ORDER BY page, lower(name), name`)

const pageOf = (address: string): string => /^#\/([a-z]+)/.exec(address)?.[1] ?? ''

/** Views a person keeps; they change nothing that is computed. */
export function viewHandlers(session: Session): Pick<Handlers, 'views.list' | 'views.save' | 'views.remove'> {
  const change = async (work: (writer: Connection) => Promise<void>): Promise<SavedView[]> => {
    const workspace = session.workspace()
    await workspace.exclusive(() => work(workspace.writer))
    await workspace.settle()
    return listViews(workspace.reader)
  }
  return {
    'views.list': () => listViews(session.workspace().reader),
    'views.save': ({ name, address }) =>
      change((writer) =>
        run(writer, 'INSERT OR REPLACE INTO ops.saved_views (name, page, state, saved_at) VALUES ($name, $page, $state::JSON, $at::TIMESTAMP)', {
          name, page: pageOf(address), state: JSON.stringify({ address }), at: new Date().toISOString(),
        })),
    'views.remove': ({ name, page }) =>
      change(async (writer) => {
        const gone = await rows(writer, 'DELETE FROM ops.saved_views WHERE name = $name AND page = $page RETURNING name', { name, page })
        if (gone.length === 0) throw new AppError('not_found', `There is no view “${name}” of ${page}.`)
      }),
  }
}
