import type { StageEntries } from '../../../shared/contract-before-entry.ts'
import { countOf, formatInteger, formatPoints, formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { Button } from '../../ui/button.tsx'
import { Tip } from '../../ui/tip.tsx'
import { leadTimeWords, pointsInterval } from './entry-words.ts'

const definitions = {
  active: 'Share with an event in the active window, the day before entry. In brackets the 95% Wilson interval.',
  auc: 'Area under the curve: the probability that an account that entered outscored one that had not, the day before; ties count one half. 0.50 tells nothing, 1.00 everything.',
  lead: 'From the first week an account was in Surge to the day it entered, in the median; accounts that never surged have none.',
}

/** What is known of one stage, and the accounts behind it. */
export function EntryFacts({ stage: { label, preceding, cases, undated, sentence, figures }, leastCases, onShow }: { stage: StageEntries; leastCases: number; onShow: () => void }) {
  const undatedWords = undated === 0 ? null : `${countOf(undated, 'more account')} reached it, nobody says when.`
  if (figures === null) {
    return (
      <section aria-label={`Before ${label}`}>
        <h3>{preceding.label} → {label}</h3>
        <p className="soft">{cases >= leastCases ? '' : sentence} {undatedWords}</p>
      </section>
    )
  }
  const { active, auc, leadTime } = figures
  return (
    <section aria-label={`Before ${label}`}>
      <h3>{preceding.label} → {label}</h3>
      <dl className="entry-facts">
        <div><dt><Tip text={definitions.active}><span tabIndex={0}>Active the day before</span></Tip></dt><dd>{formatShare(active.cases.value)} <span className="faint">{shareInterval(active.cases)}</span></dd></div>
        <div><dt>Those still at {preceding.label}</dt><dd>{formatShare(active.controls.value)} <span className="faint">{shareInterval(active.controls)}</span></dd></div>
        <div><dt><Tip text={definitions.auc}><span tabIndex={0}>Outscored a control (AUC)</span></Tip></dt><dd>{auc.value === null ? '–' : formatPoints(auc.value)} <span className="faint">{pointsInterval(auc)}</span></dd></div>
        <div><dt><Tip text={definitions.lead}><span tabIndex={0}>First Surge to entry</span></Tip></dt><dd>{leadTimeWords(leadTime)}</dd></div>
      </dl>
      <p className="soft">
        <Button tone="quiet" onClick={onShow}>{formatInteger(cases)} accounts entered at a known time</Button> {undatedWords}
        {figures.withoutControls > 0 && ` Beside ${formatInteger(figures.withoutControls)} of them nobody was at ${preceding.label}.`}
      </p>
    </section>
  )
}
