import { truthOf } from '../crm-expressions.ts'
import { dealPlan, type DealField } from '../deal-plan.ts'
import { matchHeaders, normalHeader } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { columnsFor, fieldsOf } from '../mappable-fields.ts'
import { idOrElseChecks, idsUnder, notRecords, prefixes, salesforceSettings, textUnder, withoutNotAvailable } from '../salesforce.ts'
import { salesforceId } from '../salesforce-id.ts'
import { defaultStageSql, isOpenForecast } from '../salesforce-stages.ts'

/** Labels of reports and API names. */
const aliases = {
  record_id: ['opportunity id', 'id'],
  name: ['opportunity name', 'name'],
  company: ['account name', 'account.name'],
  pipeline: ['opportunity record type', 'record type', 'sales process'],
  stage: ['stage', 'stagename'],
  amount: ['amount'],
  currency: ['amount currency', 'currency', 'currencyisocode', 'opportunity currency'],
  owner: ['opportunity owner', 'owner.name', 'ownerid'],
  closes_at: ['close date', 'closedate'],
  created_at: ['created date', 'createddate'],
} as const satisfies Record<DealField, readonly string[]>
const accountIds = { account: ['account id', 'accountid'] } as const
const contactIds = { contact: ['primary contact id', 'contactid'] } as const
const closings = { closed: ['close date', 'closedate'], changed: ['last stage change date', 'laststagechangedate'] } as const
/** Headers of what happened to opportunities, and of other records that carry columns of one. */
const foreign = ['to stage', 'field / event', 'opportunityid', 'newvalue', 'lead id']
const fallback = `nullif(concat_ws(' · ', company, name), '')`

const accountColumn = (all: readonly string[]): string[] => columnsFor(all, 'account_ids', (names) => [...matchHeaders(names, accountIds).values()])

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const outside = notRecords(layout)
  const base = dealPlan(
    { ...input, layout },
    {
      fields,
      accounts: accountColumn(layout.names),
      contacts: columnsFor(layout.names, 'contact_ids', (names) => [...matchHeaders(names, contactIds).values()]),
      people: [],
      closed: [...matchHeaders(layout.names, closings).values()],
      stages: [],
      recordIdFallback: fallback,
      id: salesforceId,
    },
  )
  const flag = (headers: readonly string[]) => {
    const name = matchHeaders(layout.names, { flag: headers }).get('flag')
    return { name, truth: truthOf(name === undefined ? undefined : layout.at(name)) }
  }
  const won = flag(['iswon', 'won'])
  const closed = flag(['isclosed', 'closed'])
  const flagged = won.name !== undefined && closed.name !== undefined
  return {
    ...base,
    read: { ...base.read, ...outside.read, won: won.truth, closed: closed.truth, forecast: textUnder(layout, ['forecastcategory', 'forecastcategoryname', 'forecast category']) },
    stage: `CASE WHEN won THEN 'customer' WHEN closed AND NOT won THEN 'lost' WHEN NOT closed THEN 'opportunity'
      WHEN ${defaultStageSql('stage_raw')} <> 'unmapped' THEN ${defaultStageSql('stage_raw')} WHEN ${isOpenForecast('forecast')} THEN 'opportunity' ELSE 'unmapped' END`,
    ignored: outside.ignored,
    checks: idOrElseChecks(fields.get('record_id') ?? 'Opportunity ID', fallback, 'The row has no opportunity id and no name.'),
    mapped: new Map([...base.mapped].map(([name, field]) => [name, flagged && field === 'stage' ? 'stage_raw' : field])),
    warnings: [
      ...base.warnings,
      ...(flagged ? [] : ['The file does not say which opportunities are closed and won: only the default stage names are read, “Closed Won” as won and “Closed Lost” as lost. Export IsClosed and IsWon (Closed and Won) too, or map your own stages.']),
      ...(fields.has('record_id') ? [] : ['The report has no Opportunity ID, so opportunities are known by account and name; a renamed one becomes another. Add that column.']),
    ],
  }
}

export const salesforceOpportunities: Importer = {
  id: 'salesforce-opportunities',
  label: 'Salesforce opportunities',
  describes: 'Opportunities from Salesforce: a data export with API names (Id, AccountId, StageName, …) or a report with labels (Opportunity ID, Stage, Account Name, …). Fills deals and their stages; other columns are kept.',
  containers: ['delimited'],
  settings: salesforceSettings,
  paths: [],
  wholeObjects: false,
  recognise: (sample) => {
    const fields = matchHeaders(sample.names, aliases)
    const headers = new Set(sample.names.map(normalHeader))
    if (!fields.has('stage') || foreign.some((header) => headers.has(header))) return 0
    const idHeader = fields.get('record_id')
    if (idHeader !== undefined) return idsUnder(sample, idHeader, prefixes.opportunity) === 'own' ? 0.98 : 0
    // Where accounts are told apart and opportunities are not, it is a report on accounts.
    return headers.has('opportunity name') && accountColumn(sample.names).length === 0 ? 0.95 : 0
  },
  needs: () => [],
  dates: ({ names }) => [...(['created_at', 'closes_at'] as const).flatMap((field) => matchHeaders(names, aliases).get(field) ?? []), ...matchHeaders(names, { changed: closings.changed }).values()],
  fields: fieldsOf({ ...aliases, account_ids: ['account_ids'], contact_ids: ['contact_ids'] }),
  plan,
}
