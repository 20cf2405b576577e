import { useMemo } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Condition, Dataset, GridColumn } from '../../../shared/contract-grid.ts'
import { useCall } from '../../lib/engine.ts'
import { useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'

export interface ShownDataset {
  /** Null while they are not known yet. */
  columns: readonly GridColumn[] | null
  shown: readonly GridColumn[]
  /** What is on screen: rows, order and columns. */
  query: Input<'grid.open'> & { filter: Condition[] }
  /** The same with what the cells and the address read besides; null while the columns are not known. */
  fetched: Input<'grid.open'> | null
  filtered: ReadonlySet<string>
  error: Error | null
  retry: () => void
}

interface Options {
  dataset: Dataset
  /** Columns that are read although they may not be shown. */
  needs: readonly string[]
  /** Columns shown first where nobody chose any. */
  leading: readonly string[]
  /** True where the others are shown only when somebody chooses them. */
  leadingOnly?: boolean
  /** Conditions the address does not show: what the dataset is narrowed to in any case. */
  within?: readonly Condition[]
}

const everything: readonly Condition[] = []

/** A dataset as the address narrows and orders it. */
export function useDataset({ dataset, needs, leading, leadingOnly = false, within = everything }: Options): ShownDataset {
  const { where, search, sort, columns: named } = useRoute()
  const parameters = useRunParameters()
  const { data, error, refetch } = useCall('grid.columns', { dataset }, { isSteady: true })
  const shown = useMemo(() => {
    const chosen = named.flatMap((name) => data?.filter((column) => column.name === name) ?? [])
    if (chosen.length > 0) return chosen
    const place = ({ name }: GridColumn) => (leading.includes(name) ? leading.indexOf(name) : leading.length)
    const isShown = ({ name, hidden }: GridColumn) => (leadingOnly ? leading.includes(name) : !hidden)
    return data?.filter(isShown).toSorted((left, right) => place(left) - place(right)) ?? []
  }, [data, named, leading, leadingOnly])
  const query = useMemo(() => ({ dataset, columns: shown.map(({ name }) => name), filter: where, search, sort, ...parameters }), [dataset, shown, where, search, sort, parameters])
  const fetched = useMemo(() => (data ? { ...query, filter: [...within, ...query.filter], columns: [...new Set([...query.columns, ...needs])] } : null), [data, query, within, needs])
  const filtered = useMemo(() => new Set(where.map(({ column }) => column)), [where])
  return { columns: data ?? null, shown, query, fetched, filtered, error, retry: () => void refetch() }
}
