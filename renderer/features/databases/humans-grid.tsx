import { useCallback, useState } from 'react'
import type { Condition } from '../../../shared/contract-grid.ts'
import { countOf } from '../../lib/formats.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { DataGrid } from '../../ui/grid/data-grid.tsx'
import type { Editing } from '../../ui/grid/filter-bar.tsx'
import { GridToolbar } from '../../ui/grid/grid-toolbar.tsx'
import { narrowingOf } from '../../ui/grid/narrowing.ts'
import { useDataset } from '../../ui/grid/use-dataset.ts'
import { useGridRows } from '../../ui/grid/use-grid-rows.ts'
import { Trouble } from '../../ui/page.tsx'
import { humanCells, humanWidths } from './cells.tsx'
import { ExportButton } from './export-dialog.tsx'

const membersOf: Record<'user' | 'buyer' | 'both', readonly Condition[]> = {
  user: [{ column: 'place', operator: 'in', values: ['user', 'both'] }],
  buyer: [{ column: 'place', operator: 'in', values: ['buyer', 'both'] }],
  both: [{ column: 'place', operator: 'equals', values: ['both'] }],
}
const leading = { user: ['name', 'email', 'company', 'title', 'persona', 'rule', 'title_source', 'is_lead'], both: ['name', 'email', 'company', 'titles', 'persona', 'rule', 'is_lead'] }
const needs: readonly string[] = []

/** Who is in a database, or in both, and why. */
export function HumansGrid({ place }: { place: 'user' | 'buyer' | 'both' }) {
  const route = useRoute()
  const [editing, setEditing] = useState<Editing | null>(null)
  const dataset = useDataset({ dataset: 'humans', needs, leading: place === 'both' ? leading.both : leading.user, leadingOnly: true, within: membersOf[place] })
  const rows = useGridRows(dataset.fetched)
  const narrowing = narrowingOf(route)
  useSayInStatusLine(rows.totalRows === null ? null : `${countOf(rows.totalRows, 'person', 'people')}${narrowing ? ' shown' : ''}`)
  const edit = useCallback((column: string, anchor: DOMRect) => setEditing({ column, anchor }), [])
  if (dataset.error) return <div style={{ padding: 24 }}><Trouble error={dataset.error} onRetry={dataset.retry} /></div>
  return (
    <>
      <GridToolbar dataset={dataset} noun="people" editing={editing} onEdit={setEditing} exporter={place === 'both' ? null : <ExportButton database={place} filter={route.where} search={route.search} />} />
      <DataGrid
        label={place === 'both' ? 'Conflicts' : place === 'user' ? 'User database' : 'Buyer database'} dataset="humans" columns={dataset.shown} widths={humanWidths} cells={humanCells} rows={rows} sort={route.sort} filtered={dataset.filtered}
        rowKey={() => null} openKey={null} onOpen={() => undefined} onSort={(sort) => navigate({ sort })} onColumns={(columns) => navigate({ columns }, { replace: true })} onFilter={edit}
        narrowing={narrowing} onClear={() => navigate({ where: [], search: '' })}
      />
    </>
  )
}
