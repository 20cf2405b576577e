import type { Condition } from '../../shared/contract-grid.ts'
import type { Policy } from '../../shared/model.ts'
import type { Route } from './route.ts'

const plain = { where: [], search: '', sort: [], columns: [] } satisfies Partial<Route>

/** All that is known of an account or company, as a page of its own. */
export const accountPage = (subjectKey: string): Partial<Route> => ({ ...plain, page: 'companies', view: 'account', open: subjectKey })

/** All that is known of a person. */
export const personPage = (personKey: string): Partial<Route> => ({ ...plain, page: 'people', view: 'person', open: personKey })

const equals = (column: string, value: string | boolean): Condition => ({ column, operator: 'equals', values: [value] })
const rowsOf = (view: string, where: Condition[]): Partial<Route> => ({ ...plain, page: 'import', view, open: null, where })

interface Counted {
  subjectKey?: string
  personKey?: string
  signal?: string
  /** Leaves out what the policy does not count; null where it does not matter. */
  policy: Policy | null
}

/** The events behind a count. */
export const eventsOf = ({ subjectKey, personKey, signal, policy }: Counted): Partial<Route> =>
  rowsOf('events', [
    ...(subjectKey === undefined ? [] : [equals('subject_key', subjectKey)]),
    ...(personKey === undefined ? [] : [equals('person_key', personKey)]),
    signal === undefined ? { column: 'signal', operator: 'notBlank', values: [] } : equals('signal', signal),
    ...(policy === 'reliable' ? [equals('reliable', true)] : []),
  ])

/** Records of the CRM that belong to an account. */
export const recordsOf = (view: 'deals' | 'contacts', recordId: string): Partial<Route> => rowsOf(view, [equals('account_ids', recordId)])

export const accountRecord = (recordId: string): Partial<Route> => rowsOf('accounts', [equals('record_id', recordId)])

/** What providers said of a person. */
export const claimsOf = (personKey: string): Partial<Route> => rowsOf('claims', [equals('person_key', personKey)])
