import { useState } from 'react'
import { leastLabels, type Quality } from '../../../shared/contract-quality.ts'
import { itemKinds, type ItemKind } from '../../../shared/decision.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CurveChart } from './curve-chart.tsx'
import './quality.css'
import { AgreementWords, GroupTable, VerifierWords } from './quality-tables.tsx'
import { adviceWords, groupWords, kindNouns, labelsOf } from './quality-words.ts'

const drawSize = 200
const kindTitles: Readonly<Record<ItemKind, string>> = { claim: 'Claims of providers', attribution: 'Who works where', match: 'Account matches' }

/** How often each kind of evidence is right, as the blind sample shows. */
export function QualityButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>How often it is right</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="How often it is right" wide>{open && <AllKinds />}</Dialog>
    </>
  )
}

function AllKinds() {
  const { data } = useCall('quality.read', {})
  const [kind, setKind] = useState<ItemKind>('attribution')
  if (!data) return <p className="soft">Counting …</p>
  return (
    <div className="quality">
      <div className="quality-kinds" role="group" aria-label="What is judged">
        {itemKinds.map((each) => <Button key={each} aria-pressed={each === kind} onClick={() => setKind(each)}>{kindTitles[each]}</Button>)}
      </div>
      <OneKind key={kind} kind={kind} quality={data} />
      {data.elsewhere > 0 && <p className="soft">{countOf(data.elsewhere, 'decision', 'decisions')} of other queues measure nothing: people meet those items because a machine was unsure.</p>}
    </div>
  )
}

function OneKind({ kind, quality }: { kind: ItemKind; quality: Quality }) {
  const draw = useCommand('quality.draw')
  const groups = quality.groups.filter((group) => group.kind === kind)
  const most = [...groups].sort((a, b) => labelsOf(b) - labelsOf(a))[0]
  const [chosen, setChosen] = useState(most?.group)
  const shown = groups.find(({ group }) => group === chosen)
  const sample = quality.samples.find((each) => each.kind === kind)
  const noun = kindNouns[kind]
  const drawMore = () => draw.mutate({ kind, size: drawSize, perGroup: true }, { onSuccess: ({ drawn }) => say(`${countOf(drawn, ...noun)} drawn. They wait in the view “Blind sample”.`), onError: sayError })
  return (
    <>
      <p>
        {sample === undefined
          ? `No ${noun[1]} have been drawn yet, so nothing can be said of them: only judgements of a blind sample count here.`
          : `Of ${countOf(sample.drawn, ...noun)} drawn at random (seed ${sample.seed}) ${formatInteger(sample.judged)} are judged. A rate needs ${leastLabels} labels.`}
        {' '}<Button tone="quiet" onClick={drawMore} disabled={draw.isPending}>{sample === undefined ? 'Draw a sample' : 'Draw more'}</Button>
      </p>
      {(['wrong', 'missed'] as const).map((rateOf) => {
        const some = groups.filter((group) => group.rateOf === rateOf)
        return some.length > 0 && <GroupTable key={rateOf} groups={some} chosen={chosen} onChoose={setChosen} />
      })}
      {shown && labelsOf(shown) > 0 && <CurveChart curve={shown.curve} name={groupWords(shown)} sentence={adviceWords(shown)} />}
      {kind === 'claim' && <VerifierWords verifiers={quality.verifiers} />}
      <AgreementWords agreement={quality.agreement.filter((each) => each.kind === kind)} />
    </>
  )
}
