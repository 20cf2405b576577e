import { type Condition, condition } from '../../shared/contract-grid.ts'
import { asOf as asOfSchema, type Policy } from '../../shared/model.ts'

export const pages = ['import', 'people', 'companies', 'enrich', 'verify', 'review', 'explore', 'databases', 'lists', 'targets', 'report'] as const
export type Page = (typeof pages)[number]

export interface Sort {
  column: string
  descending: boolean
}

/** Everything that decides what is on screen; it lives in the URL's hash, so reload, back and a copied link work. */
export interface Route {
  page: Page
  /** Null: the workspace's default instant. */
  asOf: string | null
  policy: Policy
  /** Which of the page's views is shown, where it has several. */
  view: string | null
  where: Condition[]
  search: string
  sort: Sort[]
  /** Columns shown, in order; empty: the dataset's own choice. */
  columns: string[]
  /** Key of the row whose drawer is open. */
  open: string | null
  /** What the model's page compares, as the page writes it; null: its own choice. */
  compare: string | null
  /** What figures of the page are set to, by the name of the choice; what is not here stands as the figure has it. */
  chosen: Readonly<Record<string, string>>
}

export const emptyRoute: Route = {
  page: 'import', asOf: null, policy: 'reliable', view: null, where: [], search: '', sort: [], columns: [], open: null, compare: null, chosen: {},
}

const formatValue = (value: string | number | boolean): string =>
  typeof value === 'string' ? encodeURIComponent(value) : `=${String(value)}`

const parseValue = (text: string): string | number | boolean => {
  if (!text.startsWith('=')) return decodeURIComponent(text)
  const literal = text.slice(1)
  return literal === 'true' ? true : literal === 'false' ? false : Number(literal)
}

/** A condition that blank cells meet too is marked behind its operator. */
const orBlankMark = '~'

const formatCondition = ({ column, operator, values, orBlank }: Condition): string =>
  [encodeURIComponent(column), `${operator}${orBlank ? orBlankMark : ''}`, ...(values.length > 0 ? [values.map(formatValue).join(',')] : [])].join(':')

const parseCondition = (text: string): Condition[] => {
  const [column = '', marked = '', values] = text.split(':')
  const orBlank = marked.endsWith(orBlankMark)
  const operator = orBlank ? marked.slice(0, -orBlankMark.length) : marked
  const parsed = condition.safeParse({ column: decodeURIComponent(column), operator, values: values === undefined ? [] : values.split(',').map(parseValue), ...(orBlank ? { orBlank } : {}) })
  return parsed.success ? [parsed.data] : []
}

const parseChoice = (text: string): [string, string] => {
  const [name = '', value = ''] = text.split(':').map(decodeURIComponent)
  return [name, value]
}

const list = (text: string | undefined): string[] => (text ? text.split(',').map(decodeURIComponent) : [])

const parseSort = (text: string): Sort => (text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false })

/** Reads a hash; whatever it does not understand falls back to the default, so an old link still opens. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?')
  const entries = query.split('&').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : []
  })
  try {
    const last = new Map(entries)
    const text = (key: string) => decodeURIComponent(last.get(key) ?? '')
    const asOf = asOfSchema.safeParse(text('as-of'))
    return {
      page: pages.find((page) => page === path) ?? emptyRoute.page,
      asOf: asOf.success ? asOf.data : null,
      policy: text('policy') === 'all' ? 'all' : 'reliable',
      view: text('view') || null,
      where: entries.flatMap(([key, value]) => (key === 'where' ? parseCondition(value) : [])),
      search: text('search'),
      sort: list(last.get('sort')).map(parseSort),
      columns: list(last.get('columns')),
      open: text('open') || null,
      compare: text('compare') || null,
      chosen: Object.fromEntries(entries.flatMap(([key, value]) => (key === 'show' ? [parseChoice(value)] : []))),
    }
  } catch {
    return { ...emptyRoute, page: pages.find((page) => page === path) ?? emptyRoute.page }
  }
}

export function formatRoute(route: Route): string {
  const pairs: string[] = []
  const put = (key: string, value: string) => {
    if (value) pairs.push(`${key}=${value}`)
  }
  put('as-of', encodeURIComponent(route.asOf ?? ''))
  put('policy', route.policy === 'reliable' ? '' : route.policy)
  put('view', encodeURIComponent(route.view ?? ''))
  for (const each of route.where) put('where', formatCondition(each))
  put('search', encodeURIComponent(route.search))
  put('sort', route.sort.map(({ column, descending }) => encodeURIComponent(`${descending ? '-' : ''}${column}`)).join(','))
  put('columns', route.columns.map(encodeURIComponent).join(','))
  put('open', encodeURIComponent(route.open ?? ''))
  put('compare', encodeURIComponent(route.compare ?? ''))
  for (const [name, value] of Object.entries(route.chosen)) put('show', `${encodeURIComponent(name)}:${encodeURIComponent(value)}`)
  return `#/${route.page}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** Going to another page keeps what the header rules (as-of, policy) and drops what belonged to the page left. */
export const follow = (from: Route, to: Partial<Route>): Route =>
  to.page !== undefined && to.page !== from.page
    ? { ...emptyRoute, asOf: from.asOf, policy: from.policy, ...to }
    : { ...from, ...to }
