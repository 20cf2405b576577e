import { type OverlapGroup, type OverlapPlace, overlapPlaces } from '../../../shared/contract-overlap.ts'
import { formatInteger, formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { placeWords } from './overlap-words.ts'

/** Every count opens the rows it counts. */
export function OverlapTable({ groups, onOpen }: { groups: readonly OverlapGroup[]; onOpen: (group: string, place: OverlapPlace) => void }) {
  return (
    <table className="data-table">
      <thead><tr><th scope="col">Stage</th><th scope="col">Active on either</th>{overlapPlaces.map((place) => <th key={place} scope="col">{placeWords[place]}, 95%</th>)}</tr></thead>
      <tbody>
        {groups.map(({ group, label, n, ...parts }) => (
          <tr key={group}>
            <th scope="row">{label}</th>
            <td>{formatInteger(n)}</td>
            {overlapPlaces.map((place) => (
              <td key={place}>
                <button type="button" className="count-link" aria-label={`${formatInteger(parts[place].count)} ${label}, ${placeWords[place]}: open the rows`} onClick={() => onOpen(group, place)}>{formatInteger(parts[place].count)}</button>{' '}
                {formatShare(parts[place].share.value)} <span className="faint">{shareInterval(parts[place].share)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
