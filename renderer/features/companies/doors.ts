import type { Policy } from '../../../shared/model.ts'
import type { Route } from '../../lib/route.ts'

/** The stages of all accounts, or of one; newest first. */
export const stageHistory = (recordId?: string): Partial<Route> => ({
  page: 'companies', view: 'stages', search: '', sort: [{ column: 'at', descending: true }], columns: [], open: null,
  where: recordId === undefined ? [] : [{ column: 'record_id', operator: 'equals', values: [recordId] }],
})

/** How companies are found: links, switches and word lists. */
export const finding = (): Partial<Route> => ({ page: 'companies', view: 'finding', where: [], search: '', sort: [], columns: [], open: null })

/** The model that scores them. */
export const scoreModel = (): Partial<Route> => ({ ...finding(), view: 'model' })

/** The grid of companies, with nothing narrowed. */
export const allCompanies = (): Partial<Route> => ({ ...finding(), view: null })

/** Whom to look at now. */
export const thisWeek = (): Partial<Route> => ({ ...finding(), view: 'this-week' })

/** The companies in their outreach window, as rows that can be exported. */
export const outreachRows = (): Partial<Route> => ({ ...allCompanies(), where: [{ column: 'outreach', operator: 'equals', values: [true] }] })

/** The events of one company after an instant, as they count under the policy. */
export const evidenceRows = ({ subjectKey, from, policy }: { subjectKey: string; from: string; policy: Policy }): Partial<Route> => ({
  page: 'import', view: 'events', open: null, search: '', columns: [],
  where: [
    { column: 'subject_key', operator: 'equals', values: [subjectKey] },
    { column: 'occurred_at', operator: 'greaterThan', values: [from] },
    { column: 'signal', operator: 'notBlank', values: [] },
    ...(policy === 'reliable' ? [{ column: 'reliable', operator: 'equals' as const, values: [true] }] : []),
  ],
})
