import { listValue } from '@duckdb/node-api'
import type { HiddenCompanies, HiddenCompany } from '../../../shared/contract-hidden.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Run } from '../score/run-store.ts'
import { crossTable } from './cross-table.ts'
import { hiddenCorrected, undecidedNearest, undecidedTable } from './hidden-corrected.ts'
import { hiddenFunnel } from './hidden.ts'
import { withCounted } from './kept-rows.ts'
import { nearestAccounts } from './nearest-accounts.ts'

/** `among`: a table of the subject keys listed; null lists all. */
const companiesSql = (subjects: string, among: string | null): string => `
  SELECT subject_key AS "subjectKey", substr(subject_key, length('company:') + 1) AS "companyKey", name, domain, band, score, people, events, last_at AS "lastAt"
  FROM (${subjects}) WHERE kind = 'company' AND active ${among === null ? '' : `AND subject_key IN (SELECT subject_key FROM ${among})`} ORDER BY score DESC, subject_key LIMIT $limit OFFSET $offset`

interface Choice {
  filter: Segment
  undecided: boolean
  limit: number
  offset: number
}

/** The hidden funnel company by company, with the accounts each may be and what a person said of it. */
export const listHidden = (connection: Connection, run: Run, { filter, undecided, limit, offset }: Choice): Promise<HiddenCompanies> =>
  withCounted(connection, { run, segment: filter }, async (counting) => {
    const { kept, subjects, counted, chosen } = counting
    const hidden = hiddenFunnel(crossTable(subjects, counted))
    const among = undecided ? await undecidedTable(kept, run) : null
    const listed = await rows<Omit<HiddenCompany, 'candidates' | 'decision'>>(connection, companiesSql(chosen.sql, among), { ...chosen.values, limit, offset })
    const keys = listed.map(({ companyKey }) => companyKey)
    const candidates = await nearestAccounts(connection, keys, run.asOf)
    const decisions = await lastDecisions(connection, keys)
    return {
      asOf: run.asOf,
      policy: run.policy,
      activeDays: run.model.active_days,
      hidden: { ...hidden, corrected: await hiddenCorrected(connection, { ...counting, run }, hidden) },
      undecided: (await undecidedNearest(connection, { ...counting, run })).reduce((sum, { companies }) => sum + companies, 0),
      companies: listed.map((company) => ({ ...company, candidates: candidates.get(company.companyKey) ?? [], decision: decisions.get(company.companyKey) ?? null })),
    }
  })

async function lastDecisions(connection: Connection, companyKeys: readonly string[]): Promise<Map<string, NonNullable<HiddenCompany['decision']>>> {
  if (companyKeys.length === 0) return new Map()
  const found = await rows<NonNullable<HiddenCompany['decision']> & { companyKey: string }>(
    connection,
    `SELECT subject AS "companyKey", decision_id AS "decisionId", verdict, CASE WHEN verdict = 'choose' THEN target ELSE object END AS "recordId", reviewer
     FROM evidence.active_decisions WHERE kind = 'match' AND subject IN (SELECT unnest($keys::VARCHAR[]))
     QUALIFY row_number() OVER (PARTITION BY subject ORDER BY decision_id DESC) = 1`,
    { keys: listValue([...companyKeys]) },
  )
  return new Map(found.map(({ companyKey, ...decision }) => [companyKey, decision]))
}
