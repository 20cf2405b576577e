import type { Crm, WriteBack } from '../../../shared/contract-write-back.ts'
import { type OwnColumn, ownCompanyColumns, ownContactColumns } from '../../../shared/own-columns.ts'
import type { HandOverColumn } from '../hand-over/columns.ts'
import type { CompanyRow } from './company-rows.ts'
import type { ContactRow } from './contact-rows.ts'
import { recordIdIn } from './record-ids.ts'
import type { Told } from './told.ts'

/** One row of a file: what it tells of whom. */
interface RowToTell {
  /** Record id, or the domain of a company without one. */
  record: string
  /** Further cells by column name. */
  beside: Readonly<Record<string, string>>
  told: Told
}

/** A file of rows, before anything is left out. */
export interface DataFile {
  name: string
  kind: 'update' | 'new'
  /** As in ops.written_back. */
  object: 'company' | 'new-company' | 'contact'
  about: string
  columns: readonly HandOverColumn[]
  rows: readonly RowToTell[]
}

interface Words {
  companies: string
  contacts: string
  verb: { update: string; new: string }
  recordId: string
  name: string
  domain: string
}

const words: Record<Crm, Words> = {
  hubspot: { companies: 'companies', contacts: 'contacts', verb: { update: 'update', new: 'new' }, recordId: 'Record ID', name: 'Company name', domain: 'Company domain name' },
  salesforce: { companies: 'accounts', contacts: 'contacts', verb: { update: 'update', new: 'insert' }, recordId: 'Id', name: 'Name', domain: 'Website' },
}

const ownOf = (crm: Crm, columns: Readonly<Record<string, OwnColumn>>): HandOverColumn[] => Object.entries(columns).map(([name, { label, api }]) => ({ name, header: crm === 'hubspot' ? label : api }))

/** The files of a CRM that hold rows, and what has no place in them. */
export function dataFiles(crm: Crm, companies: readonly CompanyRow[], contacts: { rows: readonly ContactRow[]; withoutAccount: number }): { files: DataFile[]; leftOut: WriteBack['leftOut'] } {
  const { verb, ...its } = words[crm]
  const idColumn = { name: 'record', header: its.recordId }
  const accounts = companies.flatMap(({ recordId, told }) => (recordId === null ? [] : [{ record: recordIdIn(crm, 'account', recordId), told }]))
  const people = contacts.rows.map(({ recordId, told }) => ({ record: recordIdIn(crm, 'contact', recordId), told }))
  const missing = companies.filter(({ recordId }) => recordId === null)
  const [knownAccounts, knownPeople] = [accounts.flatMap(withRecord), people.flatMap(withRecord)]
  const newOnes = missing.flatMap(({ name, domain, told }) => (domain === null ? [] : [{ record: domain, beside: { name }, told }]))
  return {
    files: [
      { name: `${crm}-${its.companies}-${verb.update}.csv`, kind: 'update', object: 'company', about: `${its.companies} that are there, by ${its.recordId}`, columns: [idColumn, ...ownOf(crm, ownCompanyColumns)], rows: knownAccounts },
      {
        name: `${crm}-${its.companies}-${verb.new}.csv`, kind: 'new', object: 'new-company', about: `active companies of the bands High and Medium that are missing, by domain`,
        columns: [{ name: 'name', header: its.name }, { name: 'record', header: its.domain }, ...ownOf(crm, ownCompanyColumns)], rows: newOnes,
      },
      { name: `${crm}-${its.contacts}-${verb.update}.csv`, kind: 'update', object: 'contact', about: `${its.contacts} that are there, by ${its.recordId}; nobody of the user database`, columns: [idColumn, ...ownOf(crm, ownContactColumns)], rows: knownPeople },
    ],
    leftOut: { otherIds: accounts.length - knownAccounts.length + people.length - knownPeople.length, withoutDomain: missing.length - newOnes.length, withoutAccount: contacts.withoutAccount },
  }
}

const withRecord = ({ record, told }: { record: string | null; told: Told }): RowToTell[] => (record === null ? [] : [{ record, beside: {}, told }])
