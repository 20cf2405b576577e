import type { SignalComparison } from '../../../shared/contract-signals.ts'
import { formatInteger, formatP, formatRatio, formatShare, formatZ } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { type Grouping, signalName } from './signal-words.ts'

/** Every signal of the model, also those nobody shows. */
export function SignalTable({ comparison: { stages, ...comparison }, grouping }: { comparison: SignalComparison; grouping: Grouping }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          {stages.map(({ stage, label, accounts }) => <th key={stage} scope="col">{label}: active of {formatInteger(accounts)}</th>)}
          <th scope="col">Lift of the last stage</th><th scope="col">z of the trend</th><th scope="col">p</th><th scope="col">p, adjusted</th>
        </tr>
      </thead>
      <tbody>
        {comparison[grouping].map(({ name, stages: figures, trend, adjustedP }) => {
          const lift = figures.at(-1)?.lift ?? { value: null, low: null, high: null }
          return (
            <tr key={name}>
              <th scope="row">{signalName(grouping, name)}</th>
              {figures.map(({ stage, active, coverage }) => <td key={stage}>{formatInteger(active)} <span className="faint">{formatShare(coverage.value)}</span></td>)}
              <td>{formatRatio(lift.value)} <span className="faint">{ratioInterval(lift)}</span></td><td>{formatZ(trend.z)}</td><td>{formatP(trend.p).replace('= ', '')}</td><td>{formatP(adjustedP).replace('= ', '')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
