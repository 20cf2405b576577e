import type { DownloadTrend } from '../../../shared/contract-downloads.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'

/** The points of every series, the latest first. */
export function DownloadTable({ trends }: { trends: readonly DownloadTrend[] }) {
  return (
    <table className="data-table">
      <thead><tr><th scope="col">Package</th><th scope="col">Registry</th><th scope="col">Week or day from</th><th scope="col">Downloads</th></tr></thead>
      <tbody>
        {trends.flatMap(({ registry, package: name, unit, points }) => points.toReversed().map(({ at, downloads }) => (
          <tr key={`${registry} ${name} ${at}`}>
            <th scope="row" className="code">{name}</th>
            <td>{registry}</td>
            <td>{unit === 'week' ? 'week from' : ''} {formatDay(at)}</td>
            <td>{formatInteger(downloads)}</td>
          </tr>
        )))}
      </tbody>
    </table>
  )
}
