import type { ReactNode } from 'react'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type Editing, FilterBar } from './filter-bar.tsx'
import { SearchBox } from './search-box.tsx'
import type { ShownDataset } from './use-dataset.ts'

interface GridToolbarProps {
  dataset: ShownDataset
  /** What is searched, in the plural. */
  noun: string
  editing: Editing | null
  onEdit: (editing: Editing | null) => void
  /** What writes rows to a file; the dataset's own export unless said otherwise. */
  exporter?: ReactNode
  children?: ReactNode
}

/** Search, conditions, columns and export of a dataset; all of it stands in the address. */
export function GridToolbar({ dataset: { columns, shown, query }, noun, editing, onEdit, exporter = <ExportMenu query={query} />, children }: GridToolbarProps) {
  const route = useRoute()
  return (
    <div className="toolbar">
      <SearchBox value={route.search} label={`Search ${noun}`} onChange={(search) => navigate({ search, open: null }, { replace: true })} />
      <FilterBar columns={columns ?? []} query={query} editing={editing} onEdit={onEdit} onFilter={(where) => navigate({ where, open: null })} />
      {children}
      <div className="toolbar-right">
        <ColumnChooser columns={columns ?? []} shown={shown} onColumns={(next) => navigate({ columns: next }, { replace: true })} />
        {exporter}
      </div>
    </div>
  )
}
