import { useId } from 'react'
import type { TargetListName } from '../../../shared/contract-target-lists.ts'
import { useCall } from '../../lib/engine.ts'
import { formatDay } from '../../lib/formats.ts'
import { navigate } from '../../lib/use-route.ts'

/** Since when changes are shown; nothing while no snapshot of the list has been kept. */
export function SnapshotPicker({ list, since }: { list: TargetListName; since: string }) {
  const id = useId()
  const { data } = useCall('targetLists.snapshots', { list }, { isSteady: true })
  if (!data || data.snapshots.length === 0) return null
  return (
    <div className="handover-since">
      <label htmlFor={id} className="soft">Changes since</label>
      <select id={id} className="input" value={since} onChange={({ target }) => navigate({ search: target.value, open: null })}>
        <option value="">– (the list as it stands)</option>
        {data.snapshots.map(({ name, asOf }) => <option key={name} value={name}>{name} ({formatDay(asOf)})</option>)}
      </select>
    </div>
  )
}
