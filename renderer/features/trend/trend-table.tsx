import type { Trend } from '../../../shared/contract-trend.ts'
import { formatDay, formatInteger, formatRatio, formatShare } from '../../lib/formats.ts'
import { ratioInterval, shareInterval } from '../../lib/interval-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

/** All figures of every date; a date opens the page as of it. */
export function TrendTable({ trend: { points } }: { trend: Trend }) {
  const route = useRoute()
  const stages = points.at(-1)?.stages ?? []
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">As of</th>
          {stages.flatMap(({ stage, label }) => [<th key={stage} scope="col">{label}: active of</th>, <th key={`${stage} coverage`} scope="col">Coverage, 95%</th>, <th key={`${stage} lift`} scope="col">Lift, 95%</th>])}
          <th scope="col">Active in all</th><th scope="col">Hidden, 95%</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ asOf, stages: figures, hidden: { hidden, inCrm, share } }) => (
          <tr key={asOf}>
            <th scope="row"><a href={linkTo(route, { asOf })}>{formatDay(asOf)}</a></th>
            {figures.flatMap(({ stage, active, accounts, coverage, lift, liftCorrected }) => [
              <td key={stage}>{formatInteger(active)} of {formatInteger(accounts)}</td>,
              <td key={`${stage} coverage`}>{formatShare(coverage.value)} <span className="faint">{shareInterval(coverage)}</span></td>,
              <td key={`${stage} lift`}>{formatRatio(lift.value)}{liftCorrected ? '*' : ''} <span className="faint">{ratioInterval(lift)}</span></td>,
            ])}
            <td>{formatInteger(hidden + inCrm)}</td><td>{formatShare(share.value)} <span className="faint">{shareInterval(share)}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
