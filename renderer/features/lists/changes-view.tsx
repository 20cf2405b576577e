import type { TargetListChanges, TargetListName } from '../../../shared/contract-target-lists.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatDay, formatInteger, formatScore } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EntryTable } from './entry-table.tsx'

/** Who came, went or moved since a snapshot. */
export function ChangesView({ list, since }: { list: TargetListName; since: string }) {
  const { asOf } = useRunParameters()
  const { data, error, refetch } = useCall('targetLists.changes', { list, name: since, ...(asOf === undefined ? {} : { asOf }) })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <div role="status" aria-label="Loading"><Skeleton height={320} /></div>
  const { snapshot, added, gone, moved, unchanged, sameModel } = data
  return (
    <>
      <p role="status">
        Since “{snapshot.name}”, as of {formatDay(snapshot.asOf)}: {formatInteger(added.length)} added, {formatInteger(gone.length)} gone, {formatInteger(moved.length)} with another place, band or score, {formatInteger(unchanged)} as before.
        {' '}By the policy ({snapshot.policy}) and the filter{snapshot.filter.length === 0 ? ' (none)' : ` (${countOf(snapshot.filter.length, 'condition')})`} of the snapshot.
        {!sameModel && ' The weights of the score are others than then, so scores differ for that reason too.'}
      </p>
      {added.length > 0 && <section aria-labelledby="handover-added"><h2 id="handover-added">Added</h2><EntryTable list={list} entries={added} /></section>}
      {gone.length > 0 && <section aria-labelledby="handover-gone"><h2 id="handover-gone">Gone, as they were</h2><EntryTable list={list} entries={gone} /></section>}
      {moved.length > 0 && <section aria-labelledby="handover-moved"><h2 id="handover-moved">Moved</h2><MovedTable moved={moved} /></section>}
    </>
  )
}

const mostShown = 500

function MovedTable({ moved }: Pick<TargetListChanges, 'moved'>) {
  const route = useRoute()
  return (
    <>
      <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of those who moved">
        <table className="data-table handover-table">
          <thead><tr><th scope="col" className="handover-number">No.</th><th scope="col">Who</th><th scope="col" className="handover-number" title="Place on the snapshot">Was no.</th><th scope="col">Band</th><th scope="col">Was band</th><th scope="col" className="handover-number">Score</th><th scope="col" className="handover-number">Was score</th></tr></thead>
          <tbody>
            {moved.slice(0, mostShown).map(({ subjectKey, name, person, place, band, score, before }) => (
              <tr key={`${subjectKey} ${person?.personKey ?? ''}`} {...(route.open === subjectKey ? { 'aria-current': 'true' } : {})}>
                <td className="handover-number">{place}</td>
                <th scope="row"><a href={linkTo(route, { open: subjectKey })}>{name}</a>{person && `: ${person.label}`}</th>
                <td className="handover-number">{before.place}</td>
                <td><BandChip band={band} /></td><td>{before.band === band ? <span className="faint">the same</span> : <BandChip band={before.band} />}</td>
                <td className="handover-number">{formatScore(score)}</td><td className="handover-number">{formatScore(before.score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {moved.length > mostShown && <p className="soft">The first {formatInteger(mostShown)} of {formatInteger(moved.length)}.</p>}
    </>
  )
}
