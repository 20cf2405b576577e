import { truthOf } from '../crm-expressions.ts'
import { dealPlan, type DealField } from '../deal-plan.ts'
import { isAmong } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { columnsFor, fieldsOf } from '../mappable-fields.ts'
import { columnsOf, headersOf } from '../pipedrive.ts'

const aliases = {
  record_id: headersOf('deal', 'id'),
  name: headersOf('deal', 'title', 'titel', 'titre', 'título', 'název', 'タイトル'),
  company: [...headersOf('deal', 'organization', 'organisation', 'organizace', 'organización', 'unternehmen', '組織'), ...headersOf('organization', 'name', 'název', 'nom', 'nombre', '名前')],
  pipeline: headersOf('deal', 'pipeline', 'pipeline name', 'パイプライン'),
  stage: headersOf('deal', 'status', 'stav', 'statut', 'estado', 'ステータス'),
  amount: headersOf('deal', 'value', 'wert', 'valeur', 'valor', 'hodnota', '金額'),
  currency: headersOf('deal', 'currency of value', 'currency', 'währung', 'devise', 'moneda', 'měna', '通貨'),
  owner: headersOf('deal', 'owner', 'besitzer', 'inhaber', 'propriétaire', 'propietario', 'vlastník', '担当者'),
  closes_at: headersOf('deal', 'expected close date', 'erwartetes abschlussdatum', 'date de clôture prévue', 'fecha prevista de cierre', 'předpokládané datum uzavření'),
  created_at: headersOf('deal', '{entity} created', '{entity} created on', 'created', 'add time', 'erstellt am', '{entity} erstellt', 'créée le', 'creado el', 'vytvořeno'),
} as const satisfies Record<DealField, readonly string[]>
const closings = { won: headersOf('deal', 'won time', 'won on'), lost: headersOf('deal', 'lost time', 'lost on'), closed: headersOf('deal', '{entity} closed on', 'close time', 'closed on') } as const
const deletion = { deleted: headersOf('deal', 'is deleted', 'deleted') } as const
/** Status in the languages seen; what an export calls it otherwise is mapped by the user. */
const status = {
  opportunity: ['open', 'offen', 'ouvert', 'ouverte', 'en cours', 'abierto', 'abierta', 'otevřený', 'otevřené', 'オープン', '進行中'],
  customer: ['won', 'gewonnen', 'gagné', 'gagnée', 'ganado', 'ganada', 'vyhraný', 'vyhráno', '成約'],
  lost: ['lost', 'verloren', 'perdu', 'perdue', 'perdido', 'perdida', 'prohraný', 'prohráno', '失注'],
} as const

const closedColumns = (all: readonly string[]): string[] => columnsFor(all, 'closed_at', (names) => [...matchHeaders(names, closings).values()])

function plan(input: PlanInput): Plan {
  const { layout } = input
  const fields = matchHeaders(layout.names, aliases)
  const base = dealPlan(input, {
    fields,
    accounts: columnsFor(layout.names, 'account_ids', (names) => [...columnsOf(names, 'organization', /^id$/), ...columnsOf(names, 'deal', /^organi[sz]ation id$/)]),
    contacts: columnsFor(layout.names, 'contact_ids', (names) => [...columnsOf(names, 'person', /^id$/), ...columnsOf(names, 'deal', /^(?:person|contact person) id$/)]),
    people: columnsFor(layout.names, 'contact_emails', (names) => columnsOf(names, 'person', /^e-?mail/)),
    closed: closedColumns(layout.names),
    stages: [],
  })
  const deleted = matchHeaders(layout.names, deletion).get('deleted')
  const cases = Object.entries(status).map(([stage, words]) => `WHEN ${isAmong('lower(stage_raw)', words)} THEN '${stage}'`)
  return {
    ...base,
    read: { ...base.read, deleted: truthOf(deleted === undefined ? undefined : layout.at(deleted)) },
    stage: `CASE ${cases.join(' ')} END`,
    ignored: `coalesce(deleted, false) OR coalesce(lower(stage_raw) = 'deleted', false)`,
  }
}

export const pipedriveDeals: Importer = {
  id: 'pipedrive-deals',
  label: 'Pipedrive deals',
  describes: 'An export of deals from Pipedrive (Deal - ID, Deal - Title, Deal - Status, …). Fills deals and, from their status, their stages; other columns are kept.',
  containers: ['delimited'],
  settings: [
    { key: 'dates', label: 'Order of day and month in dates written with slashes (dmy or mdy)', required: false, example: 'dmy' },
    { key: 'stage.<word>', label: 'Stage for a status in another language', required: false, example: 'customer' },
  ],
  paths: [],
  wholeObjects: false,
  recognise: ({ names }) => {
    const fields = matchHeaders(names, aliases)
    return fields.has('record_id') && (fields.has('name') || fields.has('stage')) ? 0.97 : 0
  },
  needs: () => [],
  dates: ({ names }) => [...(['created_at', 'closes_at'] as const).flatMap((field) => matchHeaders(names, aliases).get(field) ?? []), ...closedColumns(names)],
  fields: fieldsOf({ ...aliases, account_ids: ['account_ids'], contact_ids: ['contact_ids'], contact_emails: ['contact_emails'], closed_at: ['closed_at'] }),
  plan,
}
