import type { Audience } from '../../../shared/contract-hand-over.ts'
import type { Database } from '../../../shared/contract-personas.ts'
import type { Condition } from '../../../shared/contract-grid.ts'
import { humans } from '../grid/datasets/humans.ts'
import { filterSql } from '../grid/filter-sql.ts'
import type { HandOverColumn } from '../hand-over/columns.ts'
import type { Asked } from '../hand-over/held-rows.ts'
import { humansSql } from '../personas/humans-sql.ts'

/** Whom each database is for. */
export const audienceOf: Record<Database, Audience> = { user: 'marketing', buyer: 'sales' }

const columns: readonly HandOverColumn[] = [
  { name: 'name', header: 'Name', personal: 'name' }, { name: 'email', header: 'Email', personal: 'email' }, { name: 'company', header: 'Company' }, { name: 'title', header: 'Title', personal: 'title' },
  { name: 'persona', header: 'Persona' }, { name: 'rule', header: 'Rule' }, { name: 'contact_record_id', header: 'Record ID' }, { name: 'opted_out', header: 'Opted out' },
]

/** The members of a database that meet a filter, as the door for files takes them. */
export function databaseFile({ database, filter, search }: { database: Database; filter: readonly Condition[]; search: string }): Asked {
  const asked = filterSql(humans.columns, { filter: [...filter], search })
  return {
    audience: audienceOf[database],
    columns,
    source: { sql: `SELECT * FROM (${humansSql}) b WHERE b.${database === 'user' ? 'in_user' : 'in_buyer'} AND ${asked.sql} ORDER BY name, email, key`, values: asked.values },
  }
}

