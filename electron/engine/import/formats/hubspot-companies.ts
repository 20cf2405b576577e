import { accountPlan, type AccountField, type StageColumns } from '../account-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer } from '../importer.ts'

const aliases: Record<AccountField, readonly string[]> = {
  record_id: ['record id', 'record id - company', 'hs_object_id', 'company id', 'datensatz-id', 'id del registro', "id de l'enregistrement"],
  name: ['company name', 'name', 'unternehmensname', 'name des unternehmens', 'nombre de la empresa', "nom de l'entreprise"],
  domain: ['company domain name', 'domain', 'domainname des unternehmens', 'unternehmens-domain-name', 'nombre de dominio de la empresa', "nom de domaine de l'entreprise"],
  website: ['website url', 'website', 'website-url'],
  further_domains: ['additional domains', 'hs_additional_domains', 'weitere domains'],
  aliases: ['also known as', 'aliases'],
  stage: ['lifecycle stage', 'lifecyclestage', 'lifecycle-phase', 'etapa del ciclo de vida', 'phase du cycle de vie'],
  owner: ['company owner', 'hubspot owner', 'hubspot_owner_id', 'zuständiger mitarbeiter', 'unternehmenseigentümer'],
  industry: ['industry', 'branche', 'sector', 'secteur'],
  employees: ['number of employees', 'numberofemployees', 'numemployees', 'anzahl der mitarbeiter', 'mitarbeiterzahl'],
  country: ['country/region', 'country', 'land/region', 'land', 'país/región', 'pays/région'],
  created_at: ['create date', 'createdate', 'erstellungsdatum', 'fecha de creación', 'date de création'],
}
/** Headers that only exports of contacts or deals have. */
const foreign = ['first name', 'firstname', 'last name', 'lastname', 'email', 'deal name', 'dealname', 'deal stage', 'dealstage']
const ownHeaders = ['company domain name', 'company owner', 'lifecycle stage', 'lifecyclestage', 'hs_object_id', 'record id', 'company name', 'additional domains', 'datensatz-id', 'lifecycle-phase']

const stagePatterns = [
  /^hs_lifecyclestage_(.+)_date$/i,
  /^hs_v2_date_entered_(.+)$/i,
  /^became an? (.+?)(?: lifecycle)? date$/i,
  /^date entered ["“](.+) \(.+\)["”]$/i,
]

/** Both families of stage dates, grouped by stage: `Became a Lead Date` and `Date entered "Lead (…)"` are one. */
export function stageColumns(names: readonly string[]): StageColumns[] {
  const found = new Map<string, { raw: string; columns: string[] }>()
  for (const name of names) {
    const raw = stagePatterns.map((pattern) => pattern.exec(name.trim())?.[1]).find((match) => match !== undefined)
    if (raw === undefined) continue
    const key = normalHeader(raw).replaceAll(' ', '')
    const stage = found.get(key) ?? { raw, columns: [] }
    stage.columns.push(name)
    found.set(key, stage)
  }
  return [...found.values()]
}

export const hubspotCompanies: Importer = {
  id: 'hubspot-companies',
  label: 'HubSpot companies',
  describes: 'A company export from HubSpot with labels or internal names as headers. Fills accounts, their stages and stage dates; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a word of your own lifecycle', required: false, example: 'opportunity' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ container, names }) => {
    const headers = new Set(names.map(normalHeader))
    const fields = matchHeaders(names, aliases)
    if (container !== 'delimited' || !fields.has('record_id') || !(fields.has('name') || fields.has('domain'))) return 0
    if (foreign.some((header) => headers.has(header))) return 0
    const own = ownHeaders.filter((header) => headers.has(header)).length
    return Math.min(0.98, 0.6 + 0.1 * own)
  },
  needs: () => [],
  dates: ({ names }) => {
    const created = matchHeaders(names, aliases).get('created_at')
    return [...(created === undefined ? [] : [created]), ...stageColumns(names).flatMap((stage) => stage.columns)]
  },
  plan: (input) => accountPlan(input, { fields: matchHeaders(input.layout.names, aliases), stages: stageColumns(input.layout.names) }),
}
