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
