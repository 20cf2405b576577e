import { randomUUID } from 'node:crypto'
import { bumpDataVersion } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { requestKey } from '../jobs/request-key.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import type { Session } from '../session.ts'
import { readSubjects } from './claims.ts'
import { judgeByRules, rulesVersion } from './rules.ts'
import type { Subject } from './subject.ts'
import { judgedInputs, storeVerdicts, type StoredVerdict } from './verdict-store.ts'

export interface RulesOutcome {
  correct: number
  incorrect: number
  unsure: number
  judged: number
  total: number
}

/** Everything that a verdict depends on, as one hash. */
export const inputKeyOf = ({ profile, claim, peers, history }: Subject): string => requestKey([profile, claim, peers.map(({ company, domain }) => [company, domain]), history.map(({ company, domain }) => [company, domain])])

const batch = 1000

/** Judges every current claim that was not judged in its present form. Sends nothing. */
export async function runRules(session: Session, { jobId = randomUUID(), signal }: { jobId?: string | undefined; signal: AbortSignal }): Promise<RulesOutcome> {
  const workspace = session.workspace()
  await ensureResolved(workspace, signal)
  const subjects = await readSubjects(workspace.reader)
  const judged = await judgedInputs(workspace.reader, 'rules', rulesVersion)
  const outcome: RulesOutcome = { correct: 0, incorrect: 0, unsure: 0, judged: 0, total: subjects.length }
  const report = (state: 'running' | 'done', done: number) =>
    session.report({ jobId, kind: 'verify', label: 'Verifying by rules', state, done, total: subjects.length, unit: 'items', rowsPerSecond: null, etaSeconds: null })
  for (let start = 0; start < subjects.length; start += batch) {
    signal.throwIfAborted()
    const fresh: StoredVerdict[] = []
    for (const subject of subjects.slice(start, start + batch)) {
      const { verdict, confidence, probability, reason, veto, features } = judgeByRules(subject)
      outcome[verdict] += 1
      const inputKey = inputKeyOf(subject)
      if (judged.has(subject.claim.claimKey + inputKey)) continue
      fresh.push({
        claimKey: subject.claim.claimKey, verifier: 'rules', version: rulesVersion, inputKey, verdict, confidence, reason, detail: { veto, probability, features: present(features) },
        model: null, tokensIn: null, tokensOut: null, cost: null, milliseconds: null, jobId: null,
      })
    }
    await workspace.exclusive(() => transaction(workspace.writer, () => storeVerdicts(workspace.writer, fresh)))
    outcome.judged += fresh.length
    report('running', Math.min(subjects.length, start + batch))
    // Other calls come between batches.
    await new Promise(setImmediate)
  }
  if (outcome.judged > 0) {
    await workspace.exclusive(() => transaction(workspace.writer, () => bumpDataVersion(workspace.writer)))
    await session.changed()
  }
  report('done', subjects.length)
  return outcome
}

const present = (features: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(features).filter(([, value]) => value !== 0))
