import { amountOf } from '../crm-expressions.ts'
import { instantOf, textOf } from '../expressions.ts'
import { matchHeaders } from '../headers.ts'
import type { Importer, Plan, PlanInput } from '../importer.ts'
import { fieldsOf } from '../mappable-fields.ts'
import { idChecks, idsUnder, notRecords, prefixes, salesforceSettings, textUnder, withoutNotAvailable } from '../salesforce.ts'
import { salesforceId } from '../salesforce-id.ts'
import { defaultStageSql, isOpenForecast } from '../salesforce-stages.ts'

/** OpportunityHistory, OpportunityFieldHistory, the Opportunity History report and the field-history report. */
const aliases = {
  record_id: ['opportunity id', 'opportunityid'],
  changed_field: ['field / event', 'field'],
  stage: ['stagename', 'to stage', 'newvalue', 'new value'],
  entered_at: ['createddate', 'last modified', 'edit date', 'created date'],
  amount: ['amount'],
} as const
/** What a field history calls the stage. */
const stageFields = `('stage', 'stagename')`
/** Headers that together only histories have. */
const signs = [{ to: ['to stage'] }, { field: aliases.changed_field, value: ['newvalue', 'new value'] }, { stage: ['stagename'], opportunity: ['opportunityid'] }] as const
const isHistory = (names: readonly string[]): boolean => signs.some((sign) => matchHeaders<string>(names, sign).size === Object.keys(sign).length)

function plan(input: PlanInput): Plan {
  const layout = withoutNotAvailable(input.layout)
  const fields = matchHeaders(layout.names, aliases)
  const column = (field: keyof typeof aliases) => {
    const name = fields.get(field)
    return name === undefined ? undefined : layout.at(name)
  }
  const outside = notRecords(layout)
  const idColumn = fields.get('record_id') ?? 'Opportunity ID'
  const checks = idChecks(idColumn)
  return {
    table: 'deal_history',
    read: {
      own_id: textOf(column('record_id')),
      field: textOf(column('changed_field')),
      stage_raw: textOf(column('stage')),
      entered_at: instantOf(column('entered_at'), input.dateOrder),
      amount: amountOf(column('amount')),
      forecast: textUnder(layout, ['forecastcategory', 'forecast category']),
      extra: layout.rest([...fields.values()]) ?? 'NULL::JSON',
      ...outside.read,
    },
    columns: { record_id: salesforceId('own_id'), stage_raw: 'stage_raw', entered_at: 'entered_at', amount: 'amount', extra: 'extra' },
    stage: `CASE WHEN ${defaultStageSql('stage_raw')} <> 'unmapped' THEN ${defaultStageSql('stage_raw')} WHEN ${isOpenForecast('forecast')} THEN 'opportunity' ELSE 'unmapped' END`,
    ignored: `${outside.ignored}${fields.has('changed_field') ? ` OR coalesce(lower(field) NOT IN ${stageFields}, false)` : ''}`,
    checks: [
      fields.has('record_id') ? checks[0] : { when: 'own_id IS NULL', column: idColumn, reason: 'The report does not say which opportunity it is about. Add the column “Opportunity ID” to the report and export it again.' },
      ...checks.slice(1),
      { when: 'stage_raw IS NULL', column: fields.get('stage') ?? 'StageName', reason: 'The row names no stage.' },
      { when: 'entered_at IS NULL', column: fields.get('entered_at') ?? 'CreatedDate', reason: 'The row has no readable date.' },
    ].filter((check) => check !== undefined),
    doubts: [],
    stageDates: [],
    mapped: new Map([...fields].map(([field, name]) => [name, field])),
    warnings: ['The file dates the stages of opportunities; they count for an account once the opportunities themselves are imported too.'],
  }
}

export const salesforceOpportunityHistory: Importer = {
  id: 'salesforce-opportunity-history',
  label: 'Salesforce opportunity history',
  describes: 'When opportunities changed their stage: OpportunityHistory or OpportunityFieldHistory of a data export, an Opportunity History report (From Stage, To Stage) or a field-history report (Field / Event, New Value). Dates the stages of deals.',
  containers: ['delimited'],
  settings: salesforceSettings,
  paths: [],
  wholeObjects: false,
  recognise: (sample) => {
    const fields = matchHeaders(sample.names, aliases)
    if (!fields.has('stage') || !fields.has('entered_at') || !isHistory(sample.names)) return 0
    const idHeader = fields.get('record_id')
    if (idHeader !== undefined) return idsUnder(sample, idHeader, prefixes.opportunity) === 'own' ? 0.98 : 0
    return matchHeaders(sample.names, { name: ['opportunity name'] }).size > 0 ? 0.95 : 0
  },
  needs: () => [],
  dates: ({ names }) => [matchHeaders(names, aliases).get('entered_at')].filter((name) => name !== undefined),
  fields: fieldsOf(aliases),
  plan,
}
