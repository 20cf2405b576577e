import { useState } from 'react'
import { leastLabels, type QualityGroup } from '../../../shared/contract-quality.ts'
import type { ItemKind } from '../../../shared/decision.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatShare } from '../../lib/formats.ts'
import { methodWord, providerWord } from '../../lib/signal-words.ts'
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

const nouns: Readonly<Record<ItemKind, readonly [string, string]>> = {
  attribution: ['attribution', 'attributions'], claim: ['claim', 'claims'], match: ['account match', 'account matches'],
}

function QualityTables() {
  const { data } = useCall('quality.read', {})
  if (!data) return <p className="soft">Counting …</p>
  const { samples, groups, verifiers, agreement } = data
  return (
    <div className="match-model">
      {samples.length === 0 && <p>Nothing has been drawn yet. Draw a blind sample in the view “Blind sample” and judge it: only those judgements count here, whatever else is decided.</p>}
      {samples.map(({ kind, drawn, judged, seed }) => (
        <p key={kind}>Of {countOf(drawn, ...nouns[kind])} drawn at random (seed {seed}) {formatInteger(judged)} are judged. Below {leastLabels} judgements a group says too little.</p>
      ))}
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Evidence</th><th scope="col" className="numeric">Undecided</th><th scope="col" className="numeric">Correct</th><th scope="col" className="numeric">Wrong</th>
            <th scope="col" className="numeric">Unsure</th><th scope="col" className="numeric">False positives (95%)</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.kind} ${group.group}`}>
              <td>{groupWords(group)}</td><td className="numeric">{formatInteger(group.undecided)}</td><td className="numeric">{group.correct}</td><td className="numeric">{group.wrong}</td>
              <td className="numeric">{group.unsure}</td><td className="numeric">{rate(group)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {verifiers.map((each) => (
        <p key={`${each.verifier}${each.version}`}>
          Verifier {each.verifier} {each.version}, {countOf(each.judged, 'judged claim', 'judged claims')}: {each.enough
            ? `of what it calls correct ${formatShare(each.precision.value)} are; it finds ${formatShare(each.recall.value)} of the right ones, refuses ${formatShare(each.specificity.value)} of the wrong ones and is unsure of ${formatShare(each.unsure.value)}.`
            : 'too few to say how good it is.'}
        </p>
      ))}
      {agreement.map(({ kind, items, kappa }) => <p key={kind}>{countOf(items, ...nouns[kind])} judged by two reviewers{kappa === null ? '' : `: κ = ${kappa.toFixed(2)}`}.</p>)}
    </div>
  )
}

const groupWords = ({ kind, group }: QualityGroup): string =>
  group.startsWith('provider:') ? `${kind === 'claim' ? 'Claims' : 'Companies claimed by'} ${kind === 'claim' ? 'of ' : ''}${providerWord(group.slice(9))}` : methodWord(group)

const rate = ({ correct, wrong, rate: { value, low, high } }: QualityGroup): string =>
  value === null ? `too few (${correct + wrong} of ${leastLabels})` : `${formatShare(value)} (${formatShare(low)}–${formatShare(high)})`
