import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'

/** Accounts by name or domain, those that begin so first. */
export const findAccounts = (connection: Connection, search: string): Promise<Output<'review.accounts'>> =>
  rows(
    connection,
    `SELECT record_id AS "recordId", coalesce(name, domain, record_id) AS name, domain, stage FROM crm.current_accounts
     WHERE contains(lower(coalesce(name, '')), lower($search)) OR contains(lower(coalesce(domain, '')), lower($search))
     ORDER BY NOT starts_with(lower(coalesce(name, '')), lower($search)), length(name), name, record_id LIMIT 8`,
    { search },
  )
