import { contactPlan, type ContactField } from '../contact-plan.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer } from '../importer.ts'
import { columnsFor, contactFields } from '../mappable-fields.ts'
import { columnsOf, hasEntity, headersOf } from '../pipedrive.ts'

const aliases = {
  record_id: headersOf('person', 'id'),
  email: ['email', ...headersOf('person', 'email', 'e-mail', 'email - work', 'e-mail - work', 'correo electrónico', 'メール')],
  name: headersOf('person', 'name', 'název', 'jméno', 'nom', 'nombre', '名前'),
  first_name: headersOf('person', 'first name', 'vorname', 'prénom', 'křestní jméno'),
  last_name: headersOf('person', 'last name', 'nachname', 'nom de famille', 'apellido', 'příjmení'),
  title: headersOf('person', 'job title', 'title', 'position', 'poste', 'cargo', 'pracovní pozice', '役職'),
  company: [...headersOf('person', 'organization', 'organisation', 'organizace', 'organización', 'unternehmen', '組織'), ...headersOf('organization', 'name', 'název', 'nom', 'nombre', '名前')],
  linkedin: headersOf('person', 'linkedin', 'linkedin url', 'linkedin profile'),
  owner: headersOf('person', 'owner', 'besitzer', 'inhaber', 'propriétaire', 'propietario', 'vlastník', '担当者'),
  opted_out: headersOf('person', 'unsubscribed', 'opted out'),
  created_at: headersOf('person', '{entity} created', '{entity} created on', 'created', 'add time', 'erstellt am', '{entity} erstellt', 'créée le', 'creado el', 'vytvořeno'),
} as const satisfies Partial<Record<ContactField, readonly string[]>>

export const pipedrivePersons: Importer = {
  id: 'pipedrive-persons',
  label: 'Pipedrive people',
  describes: 'An export of people from Pipedrive (Person - ID, Person - Name, Person - Organization, …). Fills contacts and their accounts; other columns are kept.',
  containers: ['delimited'],
  settings: [{ key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' }],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    const named = fields.has('name') || fields.has('first_name') || fields.has('last_name')
    return fields.has('record_id') && named && !hasEntity(names, 'deal') ? 0.97 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined),
  fields: contactFields({ ...aliases, account_ids: ['account_ids'] }),
  plan: (input) => {
    const { names } = input.layout
    const fields = matchHeaders(names, aliases)
    return contactPlan(input, {
      fields,
      kind: 'contact',
      accounts: columnsFor(names, 'account_ids', (all) => [...columnsOf(all, 'organization', /^id$/), ...columnsOf(all, 'person', /^organi[sz]ation id$/)]),
      emails: names.includes('email') ? [] : columnsOf(names, 'person', /^e-?mail/).filter((name) => name !== fields.get('email')),
      stages: [],
    })
  },
}
