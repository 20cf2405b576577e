import type { Crm } from '../../../shared/contract-write-back.ts'
import { type OwnColumn, ownCompanyColumns, ownContactColumns } from '../../../shared/own-columns.ts'
import { delimitedText } from '../delimited-text.ts'
import type { DataFile } from './files.ts'

export interface DefinitionFile {
  name: string
  about: string
  text: string
}

const objects = [
  { hubspot: { name: 'company', group: 'companyinformation' }, salesforce: 'Account', columns: Object.values(ownCompanyColumns) },
  { hubspot: { name: 'contact', group: 'contactinformation' }, salesforce: 'Contact', columns: Object.values(ownContactColumns) },
] as const

/** What has to be in the CRM before the files of rows can be taken in, and how their columns go to its fields. */
export const definitionFiles = (crm: Crm, files: readonly DataFile[]): DefinitionFile[] =>
  crm === 'hubspot'
    ? objects.map(({ hubspot: { name, group }, columns }) => ({
        name: `hubspot-${name}-properties.json`,
        about: `properties of a ${name}, as HubSpot’s batch create takes them`,
        text: `${JSON.stringify({ inputs: columns.map((column) => property(column, group)) }, null, 2)}\n`,
      }))
    : [
        {
          name: 'salesforce-fields.csv',
          about: 'custom fields to create under Account and Contact',
          text: delimitedText([['Object', 'Field Label', 'API Name', 'Data Type', 'Values', 'Description'], ...objects.flatMap(({ salesforce, columns }) => columns.map((column) => [salesforce, column.label, column.api, ...salesforceType(column), column.description]))], ','),
        },
        ...files.map(({ name, columns }) => ({ name: name.replace(/\.csv$/, '.sdl'), about: `mapping of ${name} for Data Loader`, text: `#Mapping values\n${columns.map(({ header }) => `${header}=${header}\n`).join('')}` })),
      ]

function property({ label, property: name, kind, description }: OwnColumn, groupName: string): object {
  const shape = { groupName, name, label, description, formField: false }
  if (kind === 'number') return { ...shape, type: 'number', fieldType: 'number' }
  if (kind === 'date') return { ...shape, type: 'date', fieldType: 'date' }
  if (kind === 'truth') return { ...shape, type: 'bool', fieldType: 'booleancheckbox', options: ['true', 'false'].map((value, displayOrder) => ({ label: value === 'true' ? 'Yes' : 'No', value, displayOrder, hidden: false })) }
  return { ...shape, type: 'enumeration', fieldType: 'select', options: kind.choices.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })) }
}

function salesforceType({ kind }: OwnColumn): [type: string, values: string] {
  if (kind === 'number') return ['Number(16, 2)', '']
  if (kind === 'date') return ['Date', '']
  if (kind === 'truth') return ['Checkbox', '']
  return ['Picklist', kind.choices.join(';')]
}
