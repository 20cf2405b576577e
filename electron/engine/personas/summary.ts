import type { PersonaSummary, Part } from '../../../shared/contract-personas.ts'
import { personas } from '../../../shared/persona-rules.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { engagementByMonth } from './engagement.ts'
import { placeSql } from './place.ts'
import { listRules } from './rules-versions.ts'

/** Counts of a set of humans that the two figures of health come from. */
const healthCounts = (isUser: string, isLead: string): string => `
  (count(*) FILTER (${isUser} AND is_reachable AND ${isLead}))::INTEGER AS broad, (count(*) FILTER (${isUser}))::INTEGER AS users,
  (count(*) FILTER (${isLead} AND persona = 'developer'))::INTEGER AS narrow, (count(*) FILTER (${isLead}))::INTEGER AS leads`

interface HealthCounts {
  broad: number
  users: number
  narrow: number
  leads: number
}

const part = (count: number, of: number): Part => ({ count, of, share: of === 0 ? null : count / of })
const healthOf = ({ broad, users, narrow, leads }: HealthCounts): PersonaSummary['health'] => ({ tooBroad: part(broad, users), tooNarrow: part(narrow, leads) })

const monthsShown = 24

/** Section 12 of the method: who is where by which rule, and whether the definition is sound. Personas must be current. */
export async function personaSummary(connection: Connection): Promise<PersonaSummary> {
  const [inForce] = await listRules(connection)
  if (!inForce) throw new Error('There are no persona rules.')
  const counted = await rows<{ persona: PersonaSummary['personas'][number]['persona']; humans: number }>(connection, 'SELECT persona, count(*)::INTEGER AS humans FROM result.humans GROUP BY ALL')
  const places = await rows<PersonaSummary['places'][number]>(
    connection,
    `SELECT ${placeSql} AS place, count(*)::INTEGER AS humans, count(email)::INTEGER AS "withAddress", (count(*) FILTER (opted_out))::INTEGER AS "optedOut" FROM result.humans GROUP BY ALL ORDER BY place DESC`,
  )
  const decided = await rows<PersonaSummary['decided'][number]>(connection, 'SELECT rule, persona, count(*)::INTEGER AS humans FROM result.humans GROUP BY ALL ORDER BY humans DESC, rule')
  const order = inForce.rules.rules.map(({ name }) => name)
  const rank = (rule: string) => (order.includes(rule) ? order.indexOf(rule) : order.length)
  return {
    rules: { version: inForce.version, name: inForce.name, savedAt: inForce.savedAt },
    humans: counted.reduce((sum, { humans }) => sum + humans, 0),
    personas: personas.map((persona) => ({ persona, humans: counted.find((each) => each.persona === persona)?.humans ?? 0 })),
    places,
    conflicts: places.find(({ place }) => place === 'both')?.humans ?? 0,
    decided: decided.sort((a, b) => rank(a.rule) - rank(b.rule)),
    health: healthOf(await one<HealthCounts>(connection, `SELECT ${healthCounts('in_user', 'is_lead')} FROM result.humans`)),
    months: await healthByMonth(connection),
    engagement: await engagementByMonth(connection, monthsShown),
  }
}

/** The figures at the end of each month between the first and the last date known. */
async function healthByMonth(connection: Connection): Promise<PersonaSummary['months']> {
  const counted = await rows<HealthCounts & { month: string; buyers: number }>(
    connection,
    `WITH dates AS (SELECT unnest([known_since, lead_since]) AS instant FROM result.humans),
       months AS (SELECT unnest(generate_series(date_trunc('month', min(instant)), date_trunc('month', max(instant)), INTERVAL 1 MONTH)) AS month FROM dates),
       shown AS (SELECT month, month + INTERVAL 1 MONTH AS till FROM months ORDER BY month DESC LIMIT ${monthsShown})
     SELECT strftime(month, '%Y-%m') AS month, (count(*) FILTER (in_buyer))::INTEGER AS buyers, ${healthCounts('in_user', '(is_lead AND coalesce(lead_since < till, true))')}
     FROM shown JOIN result.humans ON coalesce(known_since < till, true) GROUP BY ALL ORDER BY month`,
  )
  return counted.map((each) => ({ month: each.month, user: each.users, buyer: each.buyers, ...healthOf(each) }))
}
