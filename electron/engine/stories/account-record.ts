import type { AccountStory } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { stageChangesSql } from '../grid/datasets/stage-changes.ts'

interface Row {
  recordId: string
  name: string | null
  domain: string | null
  furtherDomains: string | null
  aliases: string | null
  stageRaw: string | null
  owner: string | null
  industry: string | null
  employees: number | null
  country: string | null
  createdAt: string | null
  fileName: string
  sourceRow: number
}

const whole = new Intl.NumberFormat('en')

/** The account as the CRM has it, with the file and record it came from. */
export async function readRecord(connection: Connection, recordId: string): Promise<AccountStory['record']> {
  const [row] = await rows<Row>(
    connection,
    `SELECT a.record_id AS recordId, a.name, a.domain, array_to_string(a.further_domains, ' · ') AS furtherDomains, array_to_string(a.aliases, ' · ') AS aliases, a.stage_raw AS stageRaw, a.owner, a.industry,
       a.employees, a.country, a.created_at AS createdAt, i.file_name AS fileName, a.source_row AS sourceRow
     FROM crm.current_accounts a JOIN ops.imports i USING (import_id) WHERE a.record_id = $record`,
    { record: recordId },
  )
  if (!row) return null
  const { fileName, sourceRow } = row
  const facts = [
    ['Record', row.recordId], ['Name', row.name], ['Domain', row.domain], ['Further domains', row.furtherDomains], ['Aliases', row.aliases], ['Stage in the CRM', row.stageRaw], ['Owner', row.owner],
    ['Industry', row.industry], ['Employees', row.employees === null ? null : whole.format(row.employees)], ['Country', row.country], ['Created', row.createdAt?.slice(0, 10) ?? null],
  ] as const
  return { facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])), fileName, sourceRow }
}

/** The account’s way through the funnel up to the instant, the first step first. */
export const readStageEntries = (connection: Connection, { recordId, asOf }: { recordId: string; asOf: string }): Promise<AccountStory['stages']> =>
  rows<AccountStory['stages'][number]>(
    connection,
    `SELECT "at", how <> 'Entered' AS seen, seen_after AS notBefore, stage_before AS before, stage, stage_raw AS stageRaw FROM (${stageChangesSql})
     WHERE record_id = $record AND "at" <= $as_of::TIMESTAMP ORDER BY "at", seen, stage`,
    { record: recordId, as_of: asOf },
  )
