import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatMinute, undefinedMark } from '../../lib/formats.ts'
import { formatMoney } from '../../lib/money.ts'
import '../../ui/chart/chart.css'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const shown = 500

/** The ledger of what left this machine. */
export function PastRequests() {
  const { data, error, refetch } = useCall('jobs.requests', { limit: shown })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={200} />
  if (data.total === 0) return <p className="soft">Nothing was ever sent.</p>
  return (
    <>
      <p className="soft numeric">
        {data.hosts.map(({ host, requests, bytesSent, cost }) => `${host}: ${countOf(requests, 'request')}, ${countOf(bytesSent, 'byte')} sent, ${formatMoney(cost)}`).join(' · ')}
        {data.total > shown ? ` · the newest ${formatInteger(shown)} are shown` : ''}
      </p>
      <div className="data-scroll past-requests" role="region" aria-label="Past requests" tabIndex={0}>
        <table className="data-table">
          <thead><tr>{['When', 'Host', 'For', 'Fields', 'Bytes sent', 'Received', 'Outcome', 'Cost'].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {data.requests.map(({ at, host, purpose, fields, bytesSent, bytesReceived, status, outcome, cost }, index) => (
              <tr key={`${at} ${index}`}>
                <th scope="row">{formatMinute(at)}</th><td>{host}</td><td>{purpose}</td><td>{fields.join(', ').replaceAll('_', ' ') || undefinedMark}</td><td>{formatInteger(bytesSent)}</td>
                <td>{bytesReceived === null ? undefinedMark : formatInteger(bytesReceived)}</td><td>{outcome.replaceAll('_', ' ')}{status === null ? '' : ` (${status})`}</td><td>{cost === null ? undefinedMark : formatMoney(cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
