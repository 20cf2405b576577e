import type { Handlers, Output } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Session } from '../session.ts'
import { ensureResolved } from './ensure-resolved.ts'

type PeopleHandlers = Pick<Handlers, 'people.identities' | 'people.merge' | 'people.split' | 'people.undo'>
type Identities = Output<'people.identities'>

interface Decided {
  readonly key: string
  readonly decisionId: number
  readonly reviewer: string
  readonly kind: string
}

/** Reading who somebody is, and deciding it. Decisions are kept with all others and outlive every import. */
export function peopleHandlers(session: Session, review: Pick<Handlers, 'review.decide' | 'review.undo'>): PeopleHandlers {
  const decide = async (kind: 'same_person' | 'different_people', pair: { subject: string; object: string; reviewer: string | undefined }, signal: AbortSignal) => {
    const { subject, object, reviewer } = pair
    const decision = { kind, scope: 'one' as const, subject, object, verdict: 'accept' as const, target: null, queue: 'people', note: null, alike: false }
    const { decisionIds } = await review['review.decide']({ decisions: [decision], reviewer }, signal)
    return { decisionId: decisionIds[0] ?? 0 }
  }
  return {
    'people.identities': async ({ personKey }, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      return readIdentities(workspace.reader, personKey)
    },
    'people.merge': async ({ personKey, withKey, reviewer }, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      const [one, other] = [await githubIdOf(workspace.reader, personKey), await githubIdOf(workspace.reader, withKey)]
      if (one !== null && other !== null && one !== other) {
        throw new AppError('bad_usage', `${personKey} and ${withKey} have different numeric GitHub ids (${one}, ${other}); two ids are never one person.`)
      }
      return decide('same_person', { subject: personKey, object: withKey, reviewer }, signal)
    },
    'people.split': async ({ personKey, key, reviewer }, signal) => {
      const workspace = session.workspace()
      await ensureResolved(workspace, signal)
      const { identities } = await readIdentities(workspace.reader, personKey)
      if (key === personKey) throw new AppError('bad_usage', `${key} is what this person is called by; take its other identities away instead.`)
      if (!identities.some((identity) => identity.key === key)) throw new AppError('not_found', `${personKey} has no identity ${key}.`)
      return decide('different_people', { subject: personKey, object: key, reviewer }, signal)
    },
    'people.undo': async ({ decisionId, reviewer }, signal) => {
      const [found] = await rows<{ kind: string }>(session.workspace().reader, 'SELECT kind FROM evidence.active_decisions WHERE decision_id = $decision', { decision: decisionId })
      if (found?.kind !== 'same_person' && found?.kind !== 'different_people') throw new AppError('not_found', `No decision ${decisionId} about people stands.`)
      return { decisionId: (await review['review.undo']({ decisionId, reviewer }, signal)).decisionId }
    },
  }
}

async function readIdentities(connection: Connection, personKey: string): Promise<Identities> {
  const identities = await rows<Identities['identities'][number]>(
    connection,
    `SELECT i.key, i.kind, i.value, i.reason, i.evidence, i.import_id AS "importId", f.file_name AS "fileName", i.source_row AS "sourceRow"
     FROM dev.identities i JOIN dev.people p USING (person_id) LEFT JOIN ops.imports f USING (import_id)
     WHERE p.person_key = $person ORDER BY CASE i.kind WHEN 'github_id' THEN 0 WHEN 'login' THEN 1 WHEN 'email' THEN 2 ELSE 3 END, i.value`,
    { person: personKey },
  )
  const mine = `(SELECT i.key FROM dev.identities i JOIN dev.people p USING (person_id) WHERE p.person_key = $person UNION SELECT $person)`
  const decided = await rows<Decided>(
    connection,
    `SELECT CASE WHEN subject IN ${mine} AND object <> $person THEN object ELSE subject END AS key, decision_id AS "decisionId", reviewer, kind FROM evidence.active_decisions
     WHERE kind IN ('same_person', 'different_people') AND (subject IN ${mine} OR object IN ${mine})
     QUALIFY row_number() OVER (PARTITION BY subject, object ORDER BY decision_id DESC) = 1 ORDER BY key`,
    { person: personKey },
  )
  const of = (kind: string) => decided.filter((one) => one.kind === kind).map(({ key, decisionId, reviewer }) => ({ key, decisionId, reviewer }))
  const refused = await rows<Identities['refused'][number]>(
    connection,
    `SELECT DISTINCT CASE WHEN one IN ${mine} THEN other ELSE one END AS key, because FROM dev.refused_merges WHERE one IN ${mine} OR other IN ${mine} ORDER BY key`,
    { person: personKey },
  )
  return { identities, toldApart: of('different_people'), joined: of('same_person'), refused }
}

async function githubIdOf(connection: Connection, key: string): Promise<number | null> {
  const stated = /^github:(\d+)$/.exec(key)?.[1]
  if (stated !== undefined) return Number(stated)
  const [found] = await rows<{ github_id: number | null }>(
    connection,
    'SELECT max(p.github_id) AS github_id FROM dev.people p LEFT JOIN dev.identities i USING (person_id) WHERE p.person_key = $key OR i.key = $key',
    { key },
  )
  return found?.github_id ?? null
}
