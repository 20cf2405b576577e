import type { NewDecision } from '../../../shared/decision.ts'
import { bumpDataVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { appendDecisions, revertBatch, standingDecision } from '../review/decision-store.ts'
import { validDecision } from '../review/valid-decision.ts'
import { query } from './world.test-support.ts'

type Given = Partial<NewDecision> & Pick<NewDecision, 'kind' | 'subject' | 'verdict'>

export async function decide(workspace: Workspace, ...decisions: readonly Given[]): Promise<void> {
  await bumpDataVersion(workspace.writer)
  const full = decisions.map((given) => ({ scope: 'one' as const, object: null, target: null, note: null, queue: 'test', alike: false, ...given }))
  await appendDecisions(workspace.writer, full.map((decision) => ({ ...validDecision(decision), reverts: null })), 'ana')
}

/** Takes the newest stroke back; returns how many decisions it was. */
export async function undo(workspace: Workspace, decisionId?: number): Promise<number> {
  const { batch } = await standingDecision(workspace.writer, { decisionId, reviewer: 'ana' })
  await bumpDataVersion(workspace.writer)
  return (await revertBatch(workspace.writer, batch, 'ana')).count
}

/** Keys of the claims, by provider, employer and whom they are about. */
export const claimKeys = async (workspace: Workspace): Promise<string[]> =>
  (await query<{ key: string }>(workspace, 'SELECT claim_key AS key FROM evidence.person_claims ORDER BY provider, company, person_id, claim_key')).map(({ key }) => key)

/** Every published row with its numbers, so that a shortcut that numbers differently shows. Only the numbers of actors are nobody's business. */
export const published = (workspace: Workspace): Promise<unknown[]> =>
  Promise.all(
    [
      'evidence.companies', 'evidence.attributions', 'evidence.matches', 'result.subjects', 'result.subject_companies',
      '(SELECT * EXCLUDE (actor_id) FROM result.signals)',
    ].map((table) => query(workspace, `SELECT * FROM ${table} ORDER BY ALL`)),
  )

export const currentCompanies = async (workspace: Workspace): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await query<{ login: string; said: string }>(
        workspace,
        `SELECT p.login, c.company_key || ' ' || a.method || ' ' || a.confidence AS said
         FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id) WHERE a.current`,
      )
    ).map(({ login, said }) => [login, said]),
  )

export const matchesOf = async (workspace: Workspace, companyKey: string): Promise<string[]> =>
  (
    await query<{ said: string }>(
      workspace,
      `SELECT m.record_id || ' ' || m.method AS said FROM evidence.matches m JOIN evidence.companies c USING (company_id) WHERE c.company_key = '${companyKey}' ORDER BY 1`,
    )
  ).map(({ said }) => said)
