import type { EntrySet } from '../../../shared/contract-before-entry.ts'
import { useCall } from '../../lib/engine.ts'
import { formatDay, formatInteger, formatScore, undefinedMark } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { useSegment } from '../../lib/segment.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Drawn at once; the command line lists all of them. */
const most = 500

/** The accounts behind the figures, the latest to enter first, each beside its controls. */
export function SetsDialog({ stage, onClose }: { stage: string; onClose: () => void }) {
  const { data, error, refetch } = useCall('analyse.beforeEntry', { ...useSegment(), sets: true })
  const found = data?.stages.find((each) => each.stage === stage)
  const sets = (found?.figures?.sets ?? []).toSorted((a, b) => b.enteredAt.localeCompare(a.enteredAt))
  return (
    <Dialog
      open onClose={onClose} wide title={found ? `${found.preceding.label} → ${found.label}` : 'Before entry'}
      text={`Scores are those of the day before. A name opens the account.${sets.length > most ? ` The ${formatInteger(most)} latest of ${formatInteger(sets.length)}; the command before-entry --sets --json lists all.` : ''}`}
    >
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : !data ? <Skeleton height={300} /> : (
        <div className="data-scroll entry-sets" tabIndex={0} role="region" aria-label="Accounts that entered">
          <table className="data-table">
            <thead><tr><th scope="col">Account</th><th scope="col">Entered</th><th scope="col">Score before</th><th scope="col">Active</th><th scope="col">Days from first Surge</th><th scope="col">Drawn beside it</th></tr></thead>
            <tbody>{sets.slice(0, most).map((set) => <SetRow key={set.record} set={set} />)}</tbody>
          </table>
        </div>
      )}
      <div className="dialog-foot"><Button onClick={onClose}>Close</Button></div>
    </Dialog>
  )
}

function SetRow({ set: { record, name, enteredAt, score, active, leadDays, controls } }: { set: EntrySet }) {
  return (
    <tr>
      <th scope="row"><AccountLink record={record} name={name} /></th>
      <td>{formatDay(enteredAt)}</td><td>{formatScore(score)}</td><td>{active ? 'yes' : 'no'}</td><td>{leadDays === null ? undefinedMark : formatInteger(Math.round(leadDays))}</td>
      <td className="entry-controls">
        {controls.length === 0 ? <span className="faint">nobody qualified</span> : controls.map((control, index) => (
          <span key={control.record}>{index > 0 && ', '}<AccountLink record={control.record} name={control.name} /> <span className="faint">{formatScore(control.score)}{control.active ? '' : ', inactive'}</span></span>
        ))}
      </td>
    </tr>
  )
}

const AccountLink = ({ record, name }: { record: string; name: string }) => <a href={linkTo(useRoute(), { page: 'companies', open: `account:${record}` })}>{name}</a>
