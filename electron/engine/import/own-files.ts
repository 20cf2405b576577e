import { type OwnColumn, ownCompanyColumns, ownContactColumns } from '../../../shared/own-columns.ts'
import { normalHeader } from './headers.ts'
import type { Plan } from './importer.ts'

type Crm = 'hubspot' | 'salesforce'

/** What stands beside the product's own columns in a file it wrote: the record, or the name and domain of a company without one. */
const keys: Record<Crm, Record<'companies' | 'contacts', readonly string[]>> = {
  hubspot: { companies: ['record id', 'company name', 'company domain name'], contacts: ['record id'] },
  salesforce: { companies: ['id', 'name', 'website'], contacts: ['id'] },
}
const columnsOf: Record<'companies' | 'contacts', readonly OwnColumn[]> = { companies: Object.values(ownCompanyColumns), contacts: Object.values(ownContactColumns) }

/** True for a file that this product wrote for a CRM, and not for an export that has these columns among its own. */
export function isOwnFile(names: readonly string[], crm: Crm, of: 'companies' | 'contacts'): boolean {
  const header = (column: OwnColumn) => normalHeader(crm === 'hubspot' ? column.label : column.api)
  const own = columnsOf[of].map(header)
  const present = names.map(normalHeader)
  return own.every((name) => present.includes(name)) && present.every((name) => own.includes(name) || keys[crm][of].includes(name))
}

/**
 * How such a file is read. It tells what is known already: the records are the CRM's, blanks leave what stands, nothing says a stage. A company without a record id is a proposal;
 * it becomes an account once the CRM's own export has it.
 */
export const ownFilePlan = ({ stage: _, ...plan }: Plan): Plan => ({
  ...plan,
  columns: { ...plan.columns, stage_raw: 'NULL::VARCHAR' },
  ignored: 'own_id IS NULL',
  doubts: [{
    when: 'own_id IS NULL',
    warning: (rows) => `${rows.toLocaleString('en')} new ${rows === 1 ? 'company is a proposal' : 'companies are proposals'} of Bandstand and no ${rows === 1 ? 'account' : 'accounts'} yet, so ${rows === 1 ? 'it was' : 'they were'} ignored. Once the CRM has ${rows === 1 ? 'it' : 'them'}, import its export.`,
  }],
  warnings: ['Bandstand wrote this file for the CRM: it fills its own columns and changes nothing else.'],
})
