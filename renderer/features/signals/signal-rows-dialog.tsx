import { useCall } from '../../lib/engine.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useSegment } from '../../lib/segment.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type Grouping, signalName } from './signal-words.ts'

export interface SignalCell {
  name: string
  stage: string
  label: string
}

/** Drawn at once; the command line lists more. */
const most = 500

/** The accounts behind one count. */
export function SignalRowsDialog({ cell: { name, stage, label }, grouping, activeDays, onClose }: { cell: SignalCell; grouping: Grouping; activeDays: number; onClose: () => void }) {
  const route = useRoute()
  const { data, error, refetch } = useCall('analyse.signalRows', { ...useSegment(), kind: grouping === 'sources' ? 'source' : 'family', name, stage, limit: most })
  return (
    <Dialog
      open onClose={onClose} wide title={`${signalName(grouping, name)}: ${label}`}
      text={`Accounts of this stage with a reliably attributed event of the signal within ${formatInteger(activeDays)} days, the most active first.${data && data.found > data.rows.length ? ` The first ${formatInteger(data.rows.length)} of ${formatInteger(data.found)}.` : ''}`}
    >
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton height={240} /> : (
        <div className="data-scroll signal-rows" tabIndex={0} role="region" aria-label="Accounts counted">
          <table className="data-table">
            <thead><tr><th scope="col">Account</th><th scope="col">Events</th><th scope="col">People</th><th scope="col">Last</th></tr></thead>
            <tbody>
              {data.rows.map(({ key, name: account, events, people, lastAt }) => (
                <tr key={key}><th scope="row"><a href={linkTo(route, { page: 'companies', open: key })}>{account}</a></th><td>{formatInteger(events)}</td><td>{formatInteger(people)}</td><td>{formatDay(lastAt)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>Close</Button></div>
    </Dialog>
  )
}
