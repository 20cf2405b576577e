import { enrichSettings, type EnrichSettings } from '../../../shared/contract-enrich.ts'
import type { JobPlan } from '../../../shared/contract-jobs.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { downloadName, downloadPath } from '../grid/export.ts'
import type { JobKind, Question } from '../jobs/kind.ts'
import { planJob } from '../jobs/plan-job.ts'
import type { Jobs, Network } from '../jobs/service.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import type { Session } from '../session.ts'
import { type Asking, enrichKind, type EnrichInput } from './enrich-kind.ts'
import { describedProvider } from './described-provider.ts'
import { exportClay } from './export-clay.ts'
import { readPeople } from './person.ts'
import { askings, builtIn } from './providers.ts'
import { enrichResults } from './results.ts'

export interface EnrichOptions {
  session: Session
  jobs: Jobs
  network: Network
}

/** The kind of job that stored parameters describe. */
export function enrichKindOf(parameters: unknown, network: Network): JobKind<unknown, unknown> {
  const settings = enrichSettings.parse(parameters)
  // The runner hands a kind only the inputs and outcomes that this kind made.
  const kind: unknown = enrichKind(askings(settings), settings, network)
  return kind as JobKind<unknown, unknown>
}

type EnrichHandlers = Pick<Handlers, 'enrich.providers' | 'enrich.plan' | 'enrich.start' | 'enrich.results' | 'enrich.exportClay'>

export function enrichHandlers({ session, jobs, network }: EnrichOptions): EnrichHandlers {
  const inputs = async ({ people, limit }: EnrichSettings, signal: AbortSignal): Promise<EnrichInput[]> => {
    await ensureResolved(session.workspace(), signal)
    return (await readPeople(session.workspace().reader, people, limit)).map((person, row) => ({ row: row + 1, person }))
  }
  const plan = async (settings: EnrichSettings, signal: AbortSignal): Promise<{ plan: JobPlan; items: EnrichInput[] }> => {
    const asked = askings(settings)
    const kind = enrichKind(asked, settings, network)
    const items = (await inputs(settings, signal)).filter((input) => 'ask' in kind.advance(input, []))
    const found = await planJob({ connection: session.workspace().reader, kind, items, nobody })
    return { plan: { ...found, problems: missingKeys(asked, found.hosts, network) }, items }
  }
  return {
    'enrich.providers': ({ described }) =>
      Promise.resolve([...builtIn, ...described.map(describedProvider)].map(({ name, label, origin, fields, secret, price }) => ({
        name, label, host: new URL(origin).host, fields: [...fields], key: secret, keyPresent: secret === null || network.secret(secret) !== undefined, price,
      }))),
    'enrich.plan': async (settings, signal) => (await plan(settings, signal)).plan,
    'enrich.start': async ({ settings, consent, jobId }, signal) => {
      const { plan: confirmed, items } = await plan(settings, signal)
      return jobs.start({
        jobId, kind: 'enrich', label: `Enrich with ${askings(settings).map(({ provider }) => provider.label).join(', ')}`, parameters: settings, plan: confirmed, consent,
        items: items.map((input) => ({ subjectKey: input.person.personKey, input })),
      })
    },
    'enrich.results': () => enrichResults(session.workspace().reader),
    'enrich.exportClay': async ({ path, people }, signal) => {
      await ensureResolved(session.workspace(), signal)
      const target = path ?? (await downloadPath(session.dataDirectory, 'people-for-clay.csv'))
      const made = await exportClay(await readPeople(session.workspace().reader, people, null), target)
      return { ...made, download: path === undefined ? downloadName(target) : null }
    },
  }
}

const nobody = ({ key, provider }: Question) => ({ key, provider, found: false, body: null, cost: 0, usage: null, milliseconds: 0, receivedAt: '1970-01-01T00:00:00.000Z' })

const missingKeys = (asked: readonly Asking[], hosts: readonly string[], { secret }: Network): string[] =>
  asked
    .filter(({ provider, origin }) => hosts.includes(new URL(origin).host) && provider.secret !== null && secret(provider.secret) === undefined)
    .map(({ provider }) => `${provider.label} needs a key: set ${provider.secret ?? ''}.`)
