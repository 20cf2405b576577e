import { llmSettings, type LlmSettings } from '../../../shared/contract-verify.ts'
import type { JobPlan } from '../../../shared/contract-jobs.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { JobKind, Question } from '../jobs/kind.ts'
import { planJob } from '../jobs/plan-job.ts'
import type { Jobs, Network } from '../jobs/service.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import type { Session } from '../session.ts'
import { readSubjects } from './claims.ts'
import { llmKind, llmVersion } from './llm-kind.ts'
import { instructions, promptVersion } from './llm-prompt.ts'
import { verdictRows, verifyResults } from './results.ts'
import { judgeByRules } from './rules.ts'
import { inputKeyOf, runRules } from './run-rules.ts'
import type { LlmInput } from './subject.ts'
import { judgedInputs } from './verdict-store.ts'

export interface VerifyOptions {
  session: Session
  jobs: Jobs
  network: Network
}

/** The kind of job that stored parameters describe. */
export function llmKindOf(parameters: unknown, network: Network): JobKind<unknown, unknown> {
  // The runner hands a kind only the inputs and outcomes that this kind made.
  const kind: unknown = llmKind(llmSettings.parse(parameters), network)
  return kind as JobKind<unknown, unknown>
}

type VerifyHandlers = Pick<Handlers, 'verify.rules' | 'verify.plan' | 'verify.start' | 'verify.verdicts' | 'verify.results'>

export function verifyHandlers({ session, jobs, network }: VerifyOptions): VerifyHandlers {
  /** One input a person: the claims the rules cannot settle (or have no veto on) and this model has not judged as they are. */
  const inputs = async (settings: LlmSettings, signal: AbortSignal): Promise<LlmInput[]> => {
    const workspace = session.workspace()
    await ensureResolved(workspace, signal)
    const judged = await judgedInputs(workspace.reader, 'llm', llmVersion(settings))
    const people = new Map<string, LlmInput>()
    for (const subject of await readSubjects(workspace.reader)) {
      const { verdict, veto } = judgeByRules(subject)
      const inputKey = inputKeyOf(subject)
      if (veto || (settings.claims === 'unsure' && verdict !== 'unsure') || judged.has(subject.claim.claimKey + inputKey)) continue
      const { profile, claim } = subject
      const input = people.get(profile.personKey) ?? { profile, claims: [], inputKeys: [] }
      input.claims.push(claim)
      input.inputKeys.push(inputKey)
      people.set(profile.personKey, input)
    }
    return [...people.values()].slice(0, settings.limit ?? undefined)
  }
  const plan = async (settings: LlmSettings, signal: AbortSignal): Promise<{ plan: JobPlan; items: LlmInput[] }> => {
    const items = await inputs(settings, signal)
    const found = await planJob({ connection: session.workspace().reader, kind: llmKind(settings, network), items, nobody })
    const problems = settings.key !== null && found.requests.high > 0 && network.secret(settings.key) === undefined ? [`The model’s endpoint needs a key: set ${settings.key}, or say that it needs none.`] : []
    return { plan: { ...found, problems }, items }
  }
  return {
    'verify.rules': ({ jobId }, signal) => runRules(session, { jobId, signal }),
    'verify.plan': async (settings, signal) => ({ ...(await plan(settings, signal)).plan, prompt: instructions, promptVersion }),
    'verify.start': async ({ settings, consent, jobId }, signal) => {
      const { plan: confirmed, items } = await plan(settings, signal)
      return jobs.start({
        jobId, kind: 'verify', label: `Verify with ${settings.model}${settings.batch ? ', in batches' : ''}`, parameters: settings, plan: confirmed, consent, items: items.map((input) => ({ subjectKey: input.profile.personKey, input })),
      })
    },
    'verify.verdicts': () => verdictRows(session.workspace().reader),
    'verify.results': () => verifyResults(session.workspace().reader),
  }
}

const nobody = ({ key, provider }: Question) => ({ key, provider, found: false, body: { content: null }, cost: 0, usage: null, milliseconds: 0, receivedAt: '1970-01-01T00:00:00.000Z' })
