import { listValue } from '@duckdb/node-api'
import matching from '../../../resources/models/matching.json' with { type: 'json' }
import type { NearestAccount } from '../../../shared/contract-hidden.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { grouped } from '../review/grouped.ts'

type Comparison = keyof typeof matching.comparisons
const comparisons = Object.entries(matching.comparisons) as [Comparison, (typeof matching.comparisons)[Comparison]][] // its own keys

interface Found extends Omit<NearestAccount, 'why'> {
  companyKey: string
  method: string
  evidence: string
  levels: string | null
}

/** The accounts that existed at `asOf` which companies may be, of each the likeliest first. */
export async function nearestAccounts(connection: Connection, companyKeys: readonly string[], asOf: string): Promise<Map<string, NearestAccount[]>> {
  if (companyKeys.length === 0) return new Map()
  const found = await rows<Found>(
    connection,
    `WITH asked AS (SELECT unnest($keys::VARCHAR[]) AS company_key)
     SELECT m.company_key AS "companyKey", m.record_id AS "recordId", coalesce(a.name, a.domain, a.record_id) AS name, a.domain, m.confidence AS probability, m.method, m.evidence, m.levels,
       EXISTS (SELECT 1 FROM evidence.active_decisions d WHERE d.kind = 'match' AND d.subject = m.company_key AND d.object = m.record_id AND d.verdict = 'reject') AS rejected
     FROM evidence.match_candidates m SEMI JOIN asked USING (company_key) JOIN crm.current_accounts a USING (record_id)
     WHERE a.created_at IS NULL OR a.created_at <= $as_of::TIMESTAMP ORDER BY m.company_key, m.place`,
    { keys: listValue([...companyKeys]), as_of: asOf },
  )
  return new Map([...grouped(found, ({ companyKey }) => companyKey)].map(([companyKey, own]) => [companyKey, own.map(accountOf)]))
}

const accountOf = ({ recordId, name, domain, probability, method, evidence, levels, rejected }: Found): NearestAccount => ({
  recordId, name, domain, probability, rejected,
  why: method === 'similar_name' ? `Like “${evidence}”: ${alikeWords(levels)}` : `Equal by ${method.replaceAll('_', ' ')}: ${evidence}`,
})

/** Which comparisons speak for the two, in the words of `matching.json`. */
function alikeWords(levels: string | null): string {
  const reached = JSON.parse(levels ?? '{}') as Partial<Record<Comparison, number>> // written by the step that compares
  const words = comparisons.flatMap(([name, { label, levels: labels }]) => {
    const level = reached[name] ?? 0
    return level > 0 ? [`${label[0]?.toLowerCase()}${label.slice(1)} ${labels[level]}`] : []
  })
  return words.join('; ') || 'a part of the spelling'
}
