import { useCallback, useMemo, useState } from 'react'
import type { Dataset, GridColumn } from '../../../shared/contract-grid.ts'
import { type Row, textOf } from '../../lib/arrow.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Trouble } from '../page.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import type { Cell } from './column-definitions.ts'
import { DataGrid } from './data-grid.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type Editing, FilterBar } from './filter-bar.tsx'
import { narrowingOf } from './narrowing.ts'
import { SearchBox } from './search-box.tsx'
import { useGridRows } from './use-grid-rows.ts'

interface GridViewProps {
  dataset: Dataset
  /** What a row is, in one word and in many. */
  noun: readonly [string, string]
  /** Column that names a row in the address; null where rows do not open. */
  keyColumn: string | null
  cells?: Readonly<Record<string, Cell>>
  widths?: Readonly<Record<string, number>>
  /** Columns the cells read although they may not be shown. */
  needs?: readonly string[]
  /** Columns shown first where nobody chose any. */
  leading?: readonly string[]
}

const none: Readonly<Record<string, never>> = {}
const nothing: readonly string[] = []

/** A whole dataset: search, filters, columns, export and the grid. Its state is the route's. */
export function GridView({ dataset, noun, keyColumn, cells = none, widths = none, needs = nothing, leading = nothing }: GridViewProps) {
  const route = useRoute()
  const parameters = useRunParameters()
  const [editing, setEditing] = useState<Editing | null>(null)
  const available = useCall('grid.columns', { dataset })

  const columns = available.data
  const shown = useMemo(() => {
    if (!columns) return []
    const chosen = route.columns.flatMap((name) => columns.filter((column) => column.name === name))
    if (chosen.length > 0) return chosen
    const place = ({ name }: GridColumn) => (leading.includes(name) ? leading.indexOf(name) : leading.length)
    return columns.filter(({ hidden }) => !hidden).toSorted((left, right) => place(left) - place(right))
  }, [columns, route.columns, leading])
  const query = useMemo(() => ({
    dataset, columns: shown.map(({ name }) => name), filter: route.where, search: route.search, sort: route.sort, ...parameters,
  }), [dataset, shown, route.where, route.search, route.sort, parameters])
  const rows = useGridRows(useMemo(() => columns ? {
    ...query, columns: [...new Set([...query.columns, ...needs, ...(keyColumn === null ? [] : [keyColumn])])],
  } : null, [columns, query, needs, keyColumn]))
  const rowKey = useCallback((row: Row) => (keyColumn === null ? null : textOf(row, keyColumn)), [keyColumn])
  const filtered = useMemo(() => new Set(route.where.map(({ column }) => column)), [route.where])
  const narrowing = narrowingOf(route)
  useSayInStatusLine(rows.totalRows === null ? null : `${countOf(rows.totalRows, ...noun)}${narrowing ? ' shown' : ''}`)
  const edit = useCallback((column: string, anchor: DOMRect) => setEditing({ column, anchor }), [])

  if (available.error) return <div style={{ padding: 24 }}><Trouble error={available.error} onRetry={() => void available.refetch()} /></div>
  return (
    <>
      <div className="toolbar">
        <SearchBox value={route.search} label={`Search ${noun[1]}`} onChange={(search) => navigate({ search, open: null }, { replace: true })} />
        <FilterBar columns={columns ?? []} query={query} editing={editing} onEdit={setEditing} onFilter={(where) => navigate({ where, open: null })} />
        <div className="toolbar-right">
          <ColumnChooser columns={columns ?? []} shown={shown} onColumns={(next) => navigate({ columns: next }, { replace: true })} />
          <ExportMenu query={query} />
        </div>
      </div>
      <DataGrid
        label={noun[1]} dataset={dataset} columns={shown} widths={widths} cells={cells} rows={rows} sort={route.sort} filtered={filtered}
        rowKey={rowKey} openKey={route.open}
        onOpen={(row) => navigate({ open: rowKey(row) }, { replace: route.open !== null })}
        onSort={(sort) => navigate({ sort })} onColumns={(next) => navigate({ columns: next }, { replace: true })} onFilter={edit}
        narrowing={narrowing} onClear={() => navigate({ where: [], search: '' })}
      />
    </>
  )
}
