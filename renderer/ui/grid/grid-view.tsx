import { useCallback, useMemo, useState } from 'react'
import type { Dataset } from '../../../shared/contract-grid.ts'
import { type Row, textOf } from '../../lib/arrow.ts'
import { countOf } from '../../lib/formats.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { Trouble } from '../page.tsx'
import type { Cell } from './column-definitions.ts'
import { DataGrid } from './data-grid.tsx'
import type { Editing } from './filter-bar.tsx'
import { GridToolbar } from './grid-toolbar.tsx'
import { narrowingOf } from './narrowing.ts'
import { useDataset } from './use-dataset.ts'
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
  const [editing, setEditing] = useState<Editing | null>(null)
  const read = useMemo(() => [...needs, ...(keyColumn === null ? [] : [keyColumn])], [needs, keyColumn])
  const shownDataset = useDataset({ dataset, needs: read, leading })
  const rows = useGridRows(shownDataset.fetched)
  const rowKey = useCallback((row: Row) => (keyColumn === null ? null : textOf(row, keyColumn)), [keyColumn])
  const narrowing = narrowingOf(route)
  useSayInStatusLine(rows.totalRows === null ? null : `${countOf(rows.totalRows, ...noun)}${narrowing ? ' shown' : ''}`)
  const edit = useCallback((column: string, anchor: DOMRect) => setEditing({ column, anchor }), [])

  if (shownDataset.error) return <div style={{ padding: 24 }}><Trouble error={shownDataset.error} onRetry={shownDataset.retry} /></div>
  return (
    <>
      <GridToolbar dataset={shownDataset} noun={noun[1]} editing={editing} onEdit={setEditing} />
      <DataGrid
        label={noun[1]} dataset={dataset} columns={shownDataset.shown} widths={widths} cells={cells} rows={rows} sort={route.sort} filtered={shownDataset.filtered}
        rowKey={rowKey} openKey={route.open}
        onOpen={(row) => navigate({ open: rowKey(row) }, { replace: route.open !== null })}
        onSort={(sort) => navigate({ sort })} onColumns={(next) => navigate({ columns: next }, { replace: true })} onFilter={edit}
        narrowing={narrowing} onClear={() => navigate({ where: [], search: '' })}
      />
    </>
  )
}
