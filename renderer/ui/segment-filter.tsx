import { type ReactNode, useState } from 'react'
import { segmentColumns } from '../../shared/segment.ts'
import { useCall } from '../lib/engine.ts'
import { useSegment } from '../lib/segment.ts'
import { navigate } from '../lib/use-route.ts'
import { type Editing, FilterBar } from './grid/filter-bar.tsx'
import './segment-filter.css'

/** Chips that narrow a page to a segment of the market; `note` is told how columns are called. */
export function SegmentFilter({ note }: { note: (label: (column: string) => string) => ReactNode }) {
  const parameters = useSegment()
  const { data } = useCall('grid.columns', { dataset: 'companies' }, { isSteady: true })
  const [editing, setEditing] = useState<Editing | null>(null)
  const columns = segmentColumns.flatMap((name) => data?.find((column) => column.name === name) ?? [])
  return (
    <div className="segment-bar" role="group" aria-label="Segment">
      <FilterBar
        columns={columns} query={{ dataset: 'companies', ...parameters }} editing={editing} onEdit={setEditing} offersUnknown
        onFilter={(where) => navigate({ where })}
      />
      {note((name) => columns.find((column) => column.name === name)?.label ?? name)}
    </div>
  )
}
