import { useState } from 'react'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatShare } from '../../lib/formats.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** The parameters by which similar names are judged, as this workspace taught them. */
export function MatchModelButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>How names are compared</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="How names are compared" wide>{open && <MatchModelTable />}</Dialog>
    </>
  )
}

function MatchModelTable() {
  const { data: model } = useCall('review.matchModel', {})
  if (!model) return <p className="soft">The comparison is learned when people and companies are resolved.</p>
  const { precision } = model
  return (
    <div className="match-model">
      <p>
        A company without an equal name or domain has an account with probability {formatShare(model.prior)} to begin with, as {countOf(model.witnesses, 'certain name', 'certain names')} of
        this workspace show. Each comparison adds its weight; what remains is “none of them”.
      </p>
      <p>
        {model.accepts ? 'Likely accounts count without a person: ' : 'No similar name counts without a person: '}
        {precision.n === 0 ? 'no certain name reaches the reliable minimum.' : `of ${precision.n} certain names above the reliable minimum ${precision.right} were right; at least ${formatShare(precision.low)}, by the 95 % interval.`}
      </p>
      <table className="data-table">
        <thead><tr><th scope="col">Comparison</th><th scope="col">Level</th><th scope="col" className="numeric">Same</th><th scope="col" className="numeric">Different</th><th scope="col" className="numeric">Weight</th></tr></thead>
        <tbody>
          {model.comparisons.flatMap(({ name, label, levels }) => levels.toReversed().map((level, index) => (
            <tr key={`${name}${level.label}`}>
              <td>{index === 0 ? label : ''}</td><td>{level.label}</td>
              <td className="numeric">{formatShare(level.m)}</td><td className="numeric">{formatShare(level.u)}</td>
              <td className="numeric">{level.weight > 0 ? '+' : '−'}{Math.abs(level.weight).toFixed(1)}</td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  )
}
