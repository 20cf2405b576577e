import type { Analysis } from '../../../shared/model.ts'
import { formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'

const shiftWords = (shift: number): string =>
  shift === 0 ? 'as set (top 20%, top 50%)' : `${shift > 0 ? '+' : '−'}${Math.abs(Math.round(shift * (Math.abs(shift) < 1 ? 100 : 1)))} percentile points`

/** How intensity and the share of High at the bottom move with the cut-offs. */
export function SensitivityTable({ analysis }: { analysis: Analysis }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Cut-offs</th>
          {analysis.stages.map(({ stage, label }) => <th key={stage} scope="col">{label}: Medium or High</th>)}
          <th scope="col">High at the bottom</th>
        </tr>
      </thead>
      <tbody>
        {analysis.sensitivity.map(({ shift, stages, highAtBottom }) => (
          <tr key={shift}>
            <th scope="row">{shiftWords(shift)}</th>
            {stages.map(({ stage, intensity }) => <td key={stage}>{formatShare(intensity.value)} <span className="faint">{shareInterval(intensity)}</span></td>)}
            <td>{formatShare(highAtBottom.value)} <span className="faint">{shareInterval(highAtBottom)}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
