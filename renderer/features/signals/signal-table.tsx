import type { SignalComparison } from '../../../shared/contract-signals.ts'
import { formatInteger, formatP, formatRatio, formatShare, formatZ } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import type { SignalCell } from './signal-rows-dialog.tsx'
import { type Grouping, signalName } from './signal-words.ts'

const definition = 'Accounts of the stage with an event of the signal in the active window, and their share of all accounts of the stage. Opens the accounts.'

/** Every signal of the model, also those nobody shows. */
export function SignalTable({ comparison: { stages, ...comparison }, grouping, onOpen }: { comparison: SignalComparison; grouping: Grouping; onOpen: (cell: SignalCell) => void }) {
  const route = useRoute()
  const labelOf = (stage: string) => stages.find((each) => each.stage === stage)?.label ?? stage
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          {stages.map(({ stage, label, accounts }) => (
            <th key={stage} scope="col">{label}: active of <a href={linkTo(route, { page: 'companies', where: [...route.where, { column: 'in_crm', operator: 'equals', values: [true] }, { column: 'stage', operator: 'in', values: [stage] }] })}>{formatInteger(accounts)}</a></th>
          ))}
          <th scope="col">Lift of the last stage</th><th scope="col">z of the trend</th><th scope="col">p</th><th scope="col">p, adjusted</th>
        </tr>
      </thead>
      <tbody>
        {comparison[grouping].map(({ name, stages: figures, trend, adjustedP }) => {
          const lift = figures.at(-1)?.lift ?? { value: null, low: null, high: null }
          return (
            <tr key={name}>
              <th scope="row">{signalName(grouping, name)}</th>
              {figures.map(({ stage, active, coverage }) => (
                <td key={stage}>
                  {active === 0 ? formatInteger(active) : (
                    <button type="button" className="count-link" title={definition} aria-label={`${formatInteger(active)} ${labelOf(stage)}, ${signalName(grouping, name)}: open the accounts`} onClick={() => onOpen({ name, stage, label: labelOf(stage) })}>{formatInteger(active)}</button>
                  )}{' '}
                  <span className="faint">{formatShare(coverage.value)}</span>
                </td>
              ))}
              <td>{formatRatio(lift.value)} <span className="faint">{ratioInterval(lift)}</span></td><td>{formatZ(trend.z)}</td><td>{formatP(trend.p).replace('= ', '')}</td><td>{formatP(adjustedP).replace('= ', '')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
