import { normalHeader } from './headers.ts'
import { columnsFor, stageDateFields } from './mappable-fields.ts'
import type { StageColumns } from './record-plan.ts'
import model from '../../../resources/models/hubspot-headers.json' with { type: 'json' }

type Labels<Field extends string> = Readonly<Record<string, Partial<Record<Field, readonly string[]>>>>

/** Field → the headers it may stand under: the English label, the labels of other languages, then names that a column of one's own may have too. */
export function withLabels<Field extends string>(english: Readonly<Record<Field, readonly string[]>>, labels: Labels<Field>): Record<Field, readonly string[]> {
  const merged: Record<Field, readonly string[]> = { ...english }
  // Object.keys widens the keys; they are exactly `Field`.
  for (const field of Object.keys(english) as Field[]) merged[field] = [...english[field].slice(0, 1), ...labelsOf(labels, [field]), ...english[field].slice(1)]
  return merged
}

/** All labels of some fields, in every language but English. */
export const labelsOf = <Field extends string>(labels: Labels<Field>, fields: readonly Field[]): string[] =>
  Object.values(labels).flatMap((language) => fields.flatMap((field) => language[field] ?? []))

const matching = (field: string, localised: readonly string[], english: RegExp) => (all: readonly string[]): string[] =>
  columnsFor(all, field, (names) => names.filter((name) => {
    const header = normalHeader(name).replace(/ \(\d+\)$/, '')
    return english.test(header) || localised.some((label) => header === label || header.startsWith(`${label} (`))
  }))

/** Columns with ids of associated companies, labelled associations such as `Associated Company IDs (Primary)` included. */
export const companyIdColumns = matching('account_ids', model.associations.company_ids, /^(?:(?:primary )?associated company ids?(?: \(.+\))?|associatedcompanyid|record id - company)$/)

/** Columns with ids of associated contacts. */
export const contactIdColumns = matching('contact_ids', model.associations.contact_ids, /^(?:associated contact ids?(?: \(.+\))?|record id - contact)$/)

/** Columns that name associated people as `Jo Bloggs (jo@x.co)`. */
export const peopleColumns = matching('contact_emails', model.associations.contacts, /^associated contacts?(?: \(.+\))?$/)

/** Stage dates a column can be mapped to. */
export const hubspotStageDates = stageDateFields((stage) => `became a ${stage} date`)

const stagePatterns = [
  /^hs_lifecyclestage_(.+)_date$/i,
  /^hs_(?:v2_)?date_entered_(.+)$/i,
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
