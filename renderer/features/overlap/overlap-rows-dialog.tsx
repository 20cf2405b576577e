import type { OverlapPlace } from '../../../shared/contract-overlap.ts'
import { useCall } from '../../lib/engine.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useSegment } from '../../lib/segment.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type OverlapOf, placeWords } from './overlap-words.ts'

export interface Cell {
  of: OverlapOf
  target: string | null
  group: string
  place: OverlapPlace
}

/** Drawn at once; the command line lists more. */
const most = 500

/** Who is behind one count. */
export function OverlapRowsDialog({ cell, label, onClose }: { cell: Cell; label: string; onClose: () => void }) {
  const route = useRoute()
  const { data, error, refetch } = useCall('analyse.overlapRows', { ...useSegment(), ...cell, limit: most })
  const page = cell.of === 'subjects' ? 'companies' : 'people'
  return (
    <Dialog
      open onClose={onClose} wide title={`${label}: ${placeWords[cell.place].toLowerCase()}`}
      text={`${cell.target ?? 'Any competitor'}. Events on repositories within the active window, the most active first.${data && data.found > data.rows.length ? ` The first ${formatInteger(data.rows.length)} of ${formatInteger(data.found)}.` : ''}`}
    >
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton height={240} /> : (
        <div className="data-scroll overlap-rows" tabIndex={0} role="region" aria-label="Who is counted">
          <table className="data-table">
            <thead><tr><th scope="col">{cell.of === 'subjects' ? 'Account or company' : 'Person'}</th><th scope="col">Events on theirs</th><th scope="col">Events on ours</th><th scope="col">Last</th></tr></thead>
            <tbody>
              {data.rows.map(({ key, name, theirs, ours, lastAt }) => (
                <tr key={key}><th scope="row"><a href={linkTo(route, { page, open: key })}>{name}</a></th><td>{formatInteger(theirs)}</td><td>{formatInteger(ours)}</td><td>{formatDay(lastAt)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>Close</Button></div>
    </Dialog>
  )
}
