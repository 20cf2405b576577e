import type { TargetListEntry, TargetListName } from '../../../shared/contract-target-lists.ts'
import { formatScore } from '../../lib/formats.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { BandChip } from '../../ui/band-chip.tsx'

type Entry = TargetListEntry & { place: number }

/** One line for each account, company or champion, with the reason it is here. */
export function EntryTable({ list, entries }: { list: TargetListName; entries: readonly Entry[] }) {
  const isOfPeople = list === 'champions'
  return (
    <div className="data-scroll" tabIndex={0} role="region" aria-label="Table of the list">
      <table className="data-table handover-table">
        <thead>
          <tr>
            <th scope="col" className="handover-number" title="Place on the list">No.</th><th scope="col">Account or company</th>
            {isOfPeople && <><th scope="col">Person</th><th scope="col" title="By the rules of the two databases">Persona</th><th scope="col" className="handover-number" title="Points of the account’s score that this person adds">Points</th></>}
            <th scope="col">Why</th>
            {list === 'mid-funnel' && <th scope="col" className="handover-number" title="Score less the score 90 days before">Change</th>}
            <th scope="col">Funnel</th><th scope="col">Band</th><th scope="col" className="handover-number" title="Developer activity score of the account or company">Score</th><th scope="col">Owner</th>
          </tr>
        </thead>
        <tbody>{entries.map((entry) => <EntryRow key={`${entry.subjectKey} ${entry.person?.personKey ?? ''}`} list={list} entry={entry} />)}</tbody>
      </table>
    </div>
  )
}

function EntryRow({ list, entry: { subjectKey, name, domain, place, person, reason, change, funnelStage, band, score, owner } }: { list: TargetListName; entry: Entry }) {
  const route = useRoute()
  return (
    <tr {...(route.open === subjectKey ? { 'aria-current': 'true' } : {})}>
      <td className="handover-number">{place}</td>
      <th scope="row"><a href={linkTo(route, { open: subjectKey })}>{name}</a>{domain !== null && domain !== name && <span className="code faint"> {domain}</span>}</th>
      {list === 'champions' && <><td className="handover-person">{person?.label}</td><td>{person?.persona ?? <span className="faint">–</span>}</td><td className="handover-number">{person && formatScore(person.points)}</td></>}
      <td className="handover-why">{reason}</td>
      {list === 'mid-funnel' && <td className="handover-number">{change === null ? '–' : signed(change)}</td>}
      <td>{funnelStage === null ? <span className="faint">not in the CRM</span> : sentenceCase(funnelStage)}</td>
      <td><BandChip band={band} /></td>
      <td className="handover-number">{formatScore(score)}</td>
      <td>{owner ?? <span className="faint">–</span>}</td>
    </tr>
  )
}

/** +1.5, −0.3, or 0.0 for what rounds to nothing. */
function signed(change: number): string {
  const shown = formatScore(Math.abs(change))
  return shown === formatScore(0) ? shown : `${change > 0 ? '+' : '−'}${shown}`
}
