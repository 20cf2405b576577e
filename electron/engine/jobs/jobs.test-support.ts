import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrichSettings, type EnrichSettings } from '../../../shared/contract-enrich.ts'
import type { LlmSettings } from '../../../shared/contract-verify.ts'
import type { JobRecord } from '../../../shared/contract-jobs.ts'
import { rows } from '../db/query.ts'
import { createWorkspace, openWorkspace, type Workspace } from '../db/workspace.ts'
import type { EnrichInput } from '../enrich/enrich-kind.ts'
import { enrichKindOf } from '../enrich/handlers.ts'
import type { Person } from '../enrich/person.ts'
import type { Session } from '../session.ts'
import type { Probe } from './probe.ts'
import { llmKindOf } from '../verify/handlers.ts'
import type { LlmInput } from '../verify/subject.ts'
import { createJobs, type Jobs, type Network } from './service.ts'

export const testNetwork: Network = { allowLoopback: true, secret: (name) => `secret-of-${name}` }

export const personNamed = (login: string): Person => ({ personKey: `login:${login}`, githubId: null, login, name: `Name ${login}`, email: null, company: null, location: null, website: null })

export const peopleNumbered = (count: number, group = 'dev'): Person[] => Array.from({ length: count }, (_, index) => personNamed(`${group}${String(index).padStart(5, '0')}`))

/** A description of the fake’s own provider, so that jobs are tried without any vendor’s rules. */
export const describedFake = (origin: string): string =>
  JSON.stringify({
    name: 'fake', url: `${origin}/described/{login}`, needs: ['login'], auth: { secret: 'FAKE_KEY', header: 'Authorization', prefix: 'Bearer ' }, price: 0.1, records: 'results',
    fields: { name: 'full_name', company: 'employer.name', domain: 'employer.site', confidence: 'match' },
  })

export const fakeSettings = (origin: string): EnrichSettings => enrichSettings.parse({ providers: ['fake'], described: [describedFake(origin)] })

export interface JobsWorld {
  workspace: Workspace
  jobs: Jobs
  /** Starts a job about these people at the fake provider. */
  start(people: readonly Person[], options?: { concurrency?: number; moneyLimit?: number | null; requestLimit?: number | null; jobId?: string; settings?: EnrichSettings; hosts?: string[] }): Promise<JobRecord>
  /** Starts a job that asks the fake model about these people. */
  startVerify(inputs: readonly LlmInput[], settings: LlmSettings, options?: { jobId?: string; moneyLimit?: number }): Promise<JobRecord>
  finished(jobId: string): Promise<JobRecord>
  close(): Promise<void>
}

interface JobsWorldOptions {
  probe?: Probe
  network?: Network
  /** Called, and waited for, whenever the data has changed. */
  told?: () => Promise<void>
}

/** Jobs on the workspace at `path`, which is made where it is missing. */
export async function jobsAt(path: string, origin: string, { probe, network = testNetwork, create = false, told = () => Promise.resolve() }: JobsWorldOptions & { create?: boolean } = {}): Promise<JobsWorld> {
  const workspace = create ? await createWorkspace(path) : await openWorkspace(path)
  const session: Session = { dataDirectory: path, workspace: () => workspace, report: () => undefined, changed: () => workspace.settle().then(told) }
  const jobs = createJobs({ session, network, kinds: { enrich: (parameters) => enrichKindOf(parameters, network), verify: (parameters) => llmKindOf(parameters, network) }, publish: () => undefined, ...(probe ? { probe } : {}) })
  await jobs.opened(workspace)
  return {
    workspace,
    jobs,
    start: (people, { concurrency = 8, moneyLimit = null, requestLimit = null, jobId, settings = fakeSettings(origin), hosts = [new URL(origin).host] } = {}) =>
      jobs.start({
        jobId, kind: 'enrich', label: 'Enrich', parameters: settings,
        items: people.map((person, row): { subjectKey: string; input: EnrichInput } => ({ subjectKey: person.personKey, input: { row, person } })),
        plan: { items: people.length, requests: { low: 0, high: 0 }, reused: 0, cost: { low: 0, high: 0 }, hosts: [new URL(origin).host], fields: ['login', 'email', 'name', 'company', 'github_id', 'website', 'location'], problems: [] },
        consent: { confirmHosts: hosts, moneyLimit, requestLimit, concurrency },
      }),
    startVerify: (inputs, settings, { jobId, moneyLimit = null }: { jobId?: string; moneyLimit?: number | null } = {}) =>
      jobs.start({
        jobId, kind: 'verify', label: 'Verify', parameters: settings, items: inputs.map((input) => ({ subjectKey: input.profile.personKey, input })),
        plan: { items: inputs.length, requests: { low: 0, high: 0 }, reused: 0, cost: { low: 0, high: 0 }, hosts: [new URL(origin).host], fields: ['login', 'name', 'email_domains', 'company', 'bio', 'location', 'website', 'claims'], problems: [] },
        consent: { confirmHosts: [new URL(origin).host], moneyLimit, requestLimit: null, concurrency: 16 },
      }),
    finished: (jobId) => jobs.wait(jobId, new AbortController().signal),
    close: async () => {
      await jobs.stopAll()
      await workspace.close()
    },
  }
}

export async function jobsWorld(origin: string, options: JobsWorldOptions = {}): Promise<JobsWorld & { path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-jobs-'))
  const path = join(folder, 'acme.bandstand')
  const world = await jobsAt(path, origin, { ...options, create: true })
  return {
    ...world,
    path,
    close: async () => {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Everything a job leaves that does not tell when or how often it ran. */
export async function lasting({ reader }: Workspace): Promise<Record<string, unknown[]>> {
  return {
    items: await rows(reader, 'SELECT item_no, subject_key, state, cause FROM ops.job_items ORDER BY item_no'),
    answers: await rows(reader, 'SELECT request_key, provider, found, body::VARCHAR AS body, cost FROM ops.answers ORDER BY request_key'),
    claims: await rows(reader, 'SELECT * EXCLUDE (claimed_at) FROM evidence.claims ORDER BY source_row, provider, place'),
    jobs: await rows(reader, 'SELECT job_id, kind, state, hosts, fields, stop_reason FROM ops.jobs ORDER BY job_id'),
  }
}
