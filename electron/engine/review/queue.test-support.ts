import { tableFromIPC } from 'apache-arrow'
import { calls, type Input } from '../../../shared/contract.ts'
import { gridHandlers } from '../grid/handlers.ts'
import { judge, makeWorld, resolveWorld, type ImportRows } from '../resolve/world.test-support.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Session } from '../session.ts'
import { reviewHandlers } from './handlers.ts'

export const signal = new AbortController().signal

/** Ann states nothing and three providers speak of her; Ben shows an address that contradicts a claim; Cleo a name like an account’s. */
export const reviewedRows: ImportRows = {
  accounts: [{ record_id: '1', name: 'Acme', domain: 'acme.com' }, { record_id: '2', name: 'Globex Robotics', domain: 'globexrobotics.com' }],
  profiles: [
    { github_id: 1, login: 'ann', name: 'Ann Lee', bio: 'I build things' }, { github_id: 2, login: 'ben', name: 'Ben Ode', email: 'ben@acme.com' }, { github_id: 3, login: 'cleo', company: 'Globex Robotiks' },
  ],
  events: [
    ...[1, 2, 3].map((day) => ({ login: 'ann', occurred_at: `2025-06-0${day}` })), { login: 'ann', occurred_at: '2020-01-01' }, { login: 'ben', occurred_at: '2025-06-01' }, { login: 'cleo', occurred_at: '2025-06-01' },
  ],
  claims: [
    { provider: 'pdl', github_id: 1, company: 'Acme' }, { provider: 'apollo', github_id: 1, company: 'Acme Inc.', domain: 'acme.com' }, { provider: 'hunter', github_id: 1, company: 'Umbrella' },
    { provider: 'pdl', github_id: 1, company: 'Initech', current: false, started_at: '2018-01-01', ended_at: '2020-01-01' },
    { provider: 'pdl', github_id: 2, company: 'Globex Robotics' }, { provider: 'apollo', github_id: 2, company: 'Acme' },
  ],
}

export interface Reviewed {
  workspace: Workspace
  session: Session
  review: ReturnType<typeof reviewHandlers>
  grid: ReturnType<typeof gridHandlers>
  remove: () => Promise<void>
  /** Rows of a dataset as the window reads them. */
  read: (input: Omit<Input<'grid.open'>, 'dataset'>) => Promise<Record<string, unknown>[]>
  window: (gridId: string) => Promise<Record<string, unknown>[]>
  /** Key of the claim of a provider about a login; `company` where it gives several. */
  claim: (provider: string, login: string, company?: string) => Promise<string>
}

export async function reviewedWorld(): Promise<Reviewed> {
  const { workspace, remove } = await makeWorld()
  await resolveWorld(workspace, [reviewedRows])
  await judge(workspace, { pdl: ['correct', 0.9], hunter: ['incorrect', 0.8] })
  await resolveWorld(workspace, [reviewedRows])
  const session: Session = { workspace: () => workspace, dataDirectory: workspace.scratch, report: () => undefined, changed: () => workspace.settle() }
  const grid = gridHandlers(session)
  const window = async (gridId: string) => {
    const { arrow, rows: count } = await grid['grid.window']({ gridId, offset: 0, limit: 1000 }, signal)
    const table = tableFromIPC(arrow)
    return Array.from({ length: count }, (_, row) => Object.fromEntries(table.schema.fields.map(({ name }, column): [string, unknown] => [name, table.getChildAt(column)?.get(row)])))
  }
  return {
    workspace, session, grid, remove, window,
    review: reviewHandlers(session),
    read: async (input) => {
      const { gridId } = await grid['grid.open'](calls['grid.open'].input.parse({ dataset: 'review_items', ...input }), signal)
      const found = await window(gridId)
      await grid['grid.close']({ gridId }, signal)
      return found
    },
    claim: async (provider, login, company = '') => {
      const found = await workspace.reader.runAndReadAll(
        `SELECT c.claim_key FROM evidence.person_claims c JOIN dev.people p USING (person_id) WHERE c.provider = $provider AND p.login = $login AND contains(c.company, $company) AND ($company <> '' OR c.current)`,
        { provider, login, company },
      )
      return String(found.getRows()[0]?.[0])
    },
  }
}
