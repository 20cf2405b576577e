import { useState } from 'react'
import { leastLabels, type Quality } from '../../../shared/contract-quality.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatShare } from '../../lib/formats.ts'
import { methodWord } from '../../lib/signal-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** How often each kind of evidence is right, as the blind sample shows. */
export function QualityButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>How often it is right</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="How often it is right" wide>{open && <QualityTables />}</Dialog>
    </>
  )
}

function QualityTables() {
  const { data } = useCall('quality.read', {})
  if (!data) return <p className="soft">Counting …</p>
  const { sample, groups, verifiers, agreement } = data
  return (
    <div className="match-model">
      <p>
        {sample === null
          ? 'Nothing has been drawn yet. Draw a blind sample in the view “Blind sample” and judge it: only those judgements count here, whatever else is decided.'
          : `Of ${countOf(sample.drawn, 'attribution', 'attributions')} drawn at random (seed ${sample.seed}) ${formatInteger(sample.judged)} are judged. Below ${leastLabels} judgements a group says too little.`}
      </p>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Evidence</th><th scope="col" className="numeric">Attributions</th><th scope="col" className="numeric">Correct</th><th scope="col" className="numeric">Wrong</th>
            <th scope="col" className="numeric">False positives (95%)</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.group}>
              <td>{groupWords(group.group)}</td><td className="numeric">{formatInteger(group.attributions)}</td><td className="numeric">{group.correct}</td><td className="numeric">{group.wrong}</td>
              <td className="numeric">{rate(group)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {verifiers.map((each) => (
        <p key={`${each.verifier}${each.version}`}>
          Verifier {each.verifier} {each.version}, {countOf(each.judged, 'judged claim', 'judged claims')}: of what it calls correct {formatShare(each.precision.value)} are; it finds {formatShare(each.recall.value)} of
          the right ones, refuses {formatShare(each.specificity.value)} of the wrong ones and is unsure of {formatShare(each.unsure.value)}.{each.enough ? '' : ' Too few judgements to rely on.'}
        </p>
      ))}
      {agreement.items > 0 && <p>{countOf(agreement.items, 'item was', 'items were')} judged by two reviewers{agreement.kappa === null ? '' : `: κ = ${agreement.kappa.toFixed(2)}`}.</p>}
    </div>
  )
}

const groupWords = (group: string): string => (group.startsWith('provider:') ? `Claims of ${group.slice(9)}` : methodWord(group))

const rate = ({ enough, falsePositives: { value, low, high } }: Quality['groups'][number]): string =>
  value === null ? '–' : `${formatShare(value)} (${formatShare(low)}–${formatShare(high)})${enough ? '' : ' · too few'}`
