import type { StoryContact, StoryDeal } from '../../../shared/contract-stories.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { relatedRows } from '../grid/datasets/related-rows.ts'
import type { Stage } from '../workspace/stages.ts'
import { readRoles } from './roles.ts'

interface Asked {
  asOf: string
  stages: readonly Stage[]
  recordId: string
}

/** The deals of an account that exist at the instant, the newest first, each with its dated stages. */
export async function readDeals(connection: Connection, { asOf, stages, recordId }: Asked): Promise<StoryDeal[]> {
  const { sql, values } = relatedRows({ asOf, stages }, {
    object: 'deal',
    view: 'crm.current_deals',
    columns: `r.name, r.amount, r.currency, r.owner, r.created_at, r.closes_at, CASE WHEN s.stage IN ('customer', 'lost') THEN r.closed_at END AS closed_at`,
  })
  const deals = await rows<Omit<StoryDeal, 'history'>>(
    connection,
    `SELECT record_id AS recordId, name, stage, stage_raw AS stageRaw, amount, currency, owner, created_at AS createdAt, closes_at AS closesAt, closed_at AS closedAt, file_name AS fileName, source_row AS sourceRow
     FROM (${sql}) WHERE list_contains(account_ids, $record) ORDER BY created_at DESC NULLS LAST, recordId`,
    { ...values, record: recordId },
  )
  const entries = await rows<StoryDeal['history'][number] & { recordId: string }>(
    connection,
    `SELECT DISTINCT record_id AS recordId, stage, stage_raw AS stageRaw, entered_at AS "at" FROM crm.current_deal_stages
     WHERE record_id IN (SELECT unnest(from_json($deals::JSON, '["VARCHAR"]'))) AND entered_at <= $as_of::TIMESTAMP ORDER BY "at", stageRaw`,
    { deals: JSON.stringify(deals.map((deal) => deal.recordId)), as_of: asOf },
  )
  return deals.map((deal) => ({ ...deal, history: entries.flatMap(({ recordId: of, ...entry }) => (of === deal.recordId ? [entry] : [])) }))
}

/** The contacts and leads of an account, those furthest in the funnel first. */
export async function readContacts(connection: Connection, { asOf, stages, recordId }: Asked): Promise<StoryContact[]> {
  const { sql, values } = relatedRows({ asOf, stages }, { object: 'contact', view: 'crm.current_contacts', columns: 'r.name, r.email, r.title, r.kind, r.opted_out' })
  const contacts = await rows<Omit<StoryContact, 'role'>>(
    connection,
    `SELECT record_id AS recordId, kind, name, email, title, stage, coalesce(opted_out, false) AS optedOut, file_name AS fileName, source_row AS sourceRow
     FROM (${sql}) WHERE list_contains(account_ids, $record) ORDER BY list_position(from_json($stages::JSON, '["VARCHAR"]'), stage) DESC NULLS LAST, name, recordId`,
    { ...values, record: recordId, stages: JSON.stringify(stages.map(({ key }) => key)) },
  )
  const roles = await readRoles(connection, 'contact', contacts.map((contact) => contact.recordId))
  return contacts.map((contact) => ({ ...contact, role: roles.get(contact.recordId) ?? null }))
}
