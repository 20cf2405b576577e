import { useState } from 'react'
import type { Analysis } from '../../../shared/model.ts'
import { segmentColumns } from '../../../shared/segment.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { useSegment } from '../../lib/segment.ts'
import { navigate } from '../../lib/use-route.ts'
import { type Editing, FilterBar } from '../../ui/grid/filter-bar.tsx'

/** Which segment of the market all figures of the page count. */
export function SegmentBar({ analysis: { segment } }: { analysis: Analysis }) {
  const parameters = useSegment()
  const { data } = useCall('grid.columns', { dataset: 'companies' }, { isSteady: true })
  const [editing, setEditing] = useState<Editing | null>(null)
  const columns = segmentColumns.flatMap((name) => data?.find((column) => column.name === name) ?? [])
  return (
    <div className="segment-bar" role="group" aria-label="Segment">
      <FilterBar
        columns={columns} query={{ dataset: 'companies', ...parameters }} editing={editing} onEdit={setEditing} offersUnknown
        onFilter={(where) => navigate({ where }, { replace: true })}
      />
      {segment && <p className="soft numeric" role="status">{segmentWords(segment, (name) => columns.find((column) => column.name === name)?.label ?? name)}</p>}
    </div>
  )
}

function segmentWords({ subjects, unknown }: NonNullable<Analysis['segment']>, label: (column: string) => string): string {
  const kept = unknown.filter((each) => each.subjects > 0).map((each) => `${label(each.column).toLowerCase()} unknown of ${formatInteger(each.subjects)}`)
  return `${countOf(subjects, 'company', 'companies')} counted${kept.length > 0 ? `, ${kept.join(', ')}` : ''}. Scores and cut-offs are those of all.`
}
