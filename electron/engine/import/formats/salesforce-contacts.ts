import { contactPlan, type ContactField } from '../contact-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { columnsFor, contactFields } from '../mappable-fields.ts'
import { isOwnFile, ownFilePlan } from '../own-files.ts'
import { idOrElseChecks, idsUnder, notRecords, prefixes, salesforceSettings, withoutNotAvailable } from '../salesforce.ts'
import { salesforceId } from '../salesforce-id.ts'

/** Labels of reports and API names. */
const aliases = {
  record_id: ['contact id', 'id'],
  email: ['email'],
  name: ['full name', 'contact name', 'name'],
  first_name: ['first name', 'firstname'],
  last_name: ['last name', 'lastname'],
  title: ['title'],
  company: ['account name', 'account.name'],
  linkedin: ['linkedin', 'linkedin url', 'linkedin__c', 'linkedin_url__c', 'linkedin_profile__c'],
  owner: ['contact owner', 'owner.name', 'ownerid'],
  country: ['mailing country', 'mailingcountry'],
  opted_out: ['email opt out', 'hasoptedoutofemail'],
  created_at: ['created date', 'createddate'],
} as const satisfies Partial<Record<ContactField, readonly string[]>>
const accountIds = { account: ['account id', 'accountid'] } as const
/** Headers of lists of other records that carry columns of a contact. */
const foreign = ['opportunity id', 'opportunity name', 'lead id', 'campaign member id', 'lead status', 'isconverted']

const accountColumn = (all: readonly string[]): string[] => columnsFor(all, 'account_ids', (names) => [...matchHeaders(names, accountIds).values()])

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const base = contactPlan({ ...input, layout }, { fields, kind: 'contact', accounts: accountColumn(layout.names), stages: [], recordIdFallback: 'email', id: salesforceId })
  const outside = notRecords(layout)
  const read: Plan = {
    ...base,
    read: { ...base.read, ...outside.read },
    ignored: outside.ignored,
    checks: idOrElseChecks(fields.get('record_id') ?? 'Contact ID', 'email', 'The row has no contact id and no e-mail address.'),
    warnings: [...base.warnings, ...(fields.has('record_id') ? [] : ['The report has no Contact ID, so contacts are known by e-mail address. Add that column to follow a contact whose address changes.'])],
  }
  return isOwn(layout.names) ? ownFilePlan(read) : read
}

const isOwn = (names: readonly string[]): boolean => isOwnFile(names, 'salesforce', 'contacts')

export const salesforceContacts: Importer = {
  id: 'salesforce-contacts',
  label: 'Salesforce contacts',
  describes: 'Contacts from Salesforce: a data export with API names (Id, AccountId, LastName, …) or a report with labels (Contact ID, Last Name, Account ID, …). Fills contacts and their accounts; other columns are kept.',
  containers: ['delimited'],
  settings: salesforceSettings.filter(({ key }) => key === 'dates'),
  paths: [],
  wholeObjects: false,
  recognise: (sample) => {
    const fields = matchHeaders(sample.names, aliases)
    const headers = new Set(sample.names.map(normalHeader))
    if (isOwn(sample.names)) return 0.98
    if (!(fields.has('last_name') || fields.has('email') || fields.has('first_name')) || foreign.some((header) => headers.has(header))) return 0
    const idHeader = fields.get('record_id')
    if (idHeader !== undefined) return idsUnder(sample, idHeader, prefixes.contact) === 'own' ? 0.97 : 0
    // A report of contacts without their ids still shows those of their accounts.
    const account = accountColumn(sample.names)[0]
    return account !== undefined && fields.has('last_name') && idsUnder(sample, account, prefixes.account) === 'own' ? 0.96 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('created_at')].filter((name) => name !== undefined),
  fields: contactFields({ ...aliases, account_ids: ['account_ids'] }),
  usualRule: ({ names }) => (isOwn(names) ? 'fill' : 'replace'),
  plan,
}
