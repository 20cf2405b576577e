import type { EnrichSettings } from '../../../shared/contract-enrich.ts'
import type { Connection } from '../db/connection.ts'
import { run } from '../db/query.ts'
import { Fault } from '../egress/fault.ts'
import { readJson } from '../egress/door.ts'
import type { Answer, JobKind, Question } from '../jobs/kind.ts'
import { requestKey } from '../jobs/request-key.ts'
import type { Network } from '../jobs/service.ts'
import type { Person } from './person.ts'
import type { ClaimValues, Provider } from './provider.ts'

export interface EnrichInput {
  row: number
  person: Person
}

export interface EnrichOutcome extends EnrichInput {
  claims: (ClaimValues & { provider: string; place: number; claimedAt: string })[]
}

export interface Asking {
  provider: Provider
  origin: string
  price: number
}

/** Asks the providers in order about one person; every answer is kept as claims. */
export function enrichKind(asked: readonly Asking[], { mode, stopAt }: Pick<EnrichSettings, 'mode' | 'stopAt'>, { secret }: Network): JobKind<EnrichInput, EnrichOutcome> {
  const byHost = new Map(asked.map(({ provider, origin }) => [new URL(origin).host, provider.perSecond]))
  return {
    perSecond: (host) => byHost.get(host) ?? null,
    advance: (input, answers) => {
      const claims: EnrichOutcome['claims'] = []
      let answered = 0
      for (const asking of asked) {
        const question = questionOf(asking, input.person, secret)
        if (!question) continue
        const answer = answers[answered]
        if (!answer) return { ask: question }
        answered += 1
        const read = claimsOf(asking.provider, answer)
        claims.push(...read)
        if (mode === 'waterfall' && read.some((claim) => claim.current && (claim.company !== null || claim.domain !== null) && (claim.confidence ?? 1) >= stopAt)) break
      }
      return { outcome: { ...input, claims } }
    },
    store: storeClaims,
  }
}

const claimsOf = (provider: Provider, { found, body, receivedAt }: Answer) =>
  found ? provider.read(body).map((claim, place) => ({ ...claim, provider: provider.name, place, claimedAt: receivedAt })) : []

function questionOf({ provider, origin, price }: Asking, person: Person, secret: Network['secret']): Question | null {
  const request = provider.request(person, origin)
  if (!request) return null
  const { method, url, headers, body, fields } = request
  const { host, pathname, search } = new URL(url)
  return {
    // Where it is asked does not matter: a gateway gives the same answer.
    key: requestKey([provider.name, provider.version, method, pathname.slice(new URL(origin).pathname.replace(/\/$/, '').length), search, body]),
    provider: provider.name,
    host,
    purpose: `enrich: ${provider.label}`,
    fields,
    estimate: price,
    least: 0,
    answers: [404],
    send: async (door) => {
      const key = provider.secret === null ? undefined : secret(provider.secret)
      if (provider.secret !== null && key === undefined) throw new Fault('unauthorised', `${provider.label} needs a key. Set ${provider.secret}, then resume.`)
      const response = await door(key === undefined ? url : (provider.locate?.(key) ?? url), { method, headers: key === undefined ? headers : provider.authorise({ ...headers }, key), ...(body === null ? {} : { body: JSON.stringify(body) }) })
      if (response.status === 404) return { found: false, body: null, cost: 0, usage: null }
      if (provider.delivers) return { found: false, body: { delivered: true }, cost: 0, usage: null }
      const answer = await readJson(response, host, key)
      const found = readable(provider, answer, host)
      return { found, body: answer, cost: found ? price : 0, usage: null }
    },
  }
}

/** An answer that cannot be read is not kept: another try may bring a whole one. */
function readable(provider: Provider, answer: unknown, host: string): boolean {
  try {
    return provider.read(answer).length > 0
  } catch (cause) {
    throw new Fault('malformed', `${host} answered in a form ${provider.label} does not document.`, { cause })
  }
}

async function storeClaims(connection: Connection, jobId: string, outcomes: readonly EnrichOutcome[]): Promise<void> {
  const claims = outcomes.flatMap(({ row, person, claims: all }) => all.map((claim) => ({ row, githubId: person.githubId, login: person.login, askedEmail: person.email, ...claim })))
  if (claims.length === 0) return
  await run(
    connection,
    `INSERT INTO evidence.claims BY NAME
     SELECT $job_id AS job_id, (r->>'row')::BIGINT AS source_row, (r->>'place')::INTEGER AS place, r->>'provider' AS provider, (r->>'githubId')::BIGINT AS github_id, r->>'login' AS login,
       -- An address identifies only where no account does.
       CASE WHEN (r->>'githubId') IS NULL AND (r->>'login') IS NULL THEN r->>'askedEmail' END AS email, r->>'name' AS name, r->>'title' AS title, r->>'company' AS company, r->>'domain' AS domain, r->>'profileUrl' AS profile_url, r->>'location' AS location,
       (r->>'confidence')::DOUBLE AS confidence, (r->>'current')::BOOLEAN AS current, try_cast(r->>'startedAt' AS TIMESTAMP) AS started_at, try_cast(r->>'endedAt' AS TIMESTAMP) AS ended_at,
       CASE WHEN (r->>'email') IS NOT NULL THEN json_object('email', r->>'email') END AS extra, (r->>'claimedAt')::TIMESTAMP AS claimed_at
     FROM (SELECT unnest($rows::JSON::JSON[]) AS r)`,
    { job_id: jobId, rows: JSON.stringify(claims) },
  )
}
