import type { Output } from '../../../../shared/contract.ts'
import type { Moment } from '../../../../shared/contract-lifecycle.ts'
import { formatDay, formatScore } from '../../../lib/formats.ts'
import { sentenceCase } from '../../../lib/stage-words.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { BandChip } from '../../../ui/band-chip.tsx'
import { evidenceRows } from '../doors.ts'
import { stageMeanings } from '../lifecycle-words.ts'

/** One line for each account or company: where it stands, why it is here, and its events. */
export function MomentTable({ moments, evidenceFrom, policy }: Pick<Output<'lifecycle.thisWeek'>, 'moments' | 'evidenceFrom' | 'policy'>) {
  return (
    <div className="data-scroll">
      <table className="data-table moments">
        <thead>
          <tr>
            <th scope="col">Account or company</th><th scope="col">Why now</th><th scope="col">Events</th>
            <th scope="col" title="Where its dated activity stands">Lifecycle</th><th scope="col" title="First Surge within the last 28 days and no open opportunity">Outreach</th>
            <th scope="col">Funnel</th><th scope="col">Band</th><th scope="col">Score</th><th scope="col">Owner</th>
          </tr>
        </thead>
        <tbody>{moments.map((moment) => <MomentRow key={moment.subjectKey} moment={moment} evidence={evidenceRows({ subjectKey: moment.subjectKey, from: evidenceFrom, policy })} />)}</tbody>
      </table>
    </div>
  )
}

function MomentRow({ moment, evidence }: { moment: Moment; evidence: ReturnType<typeof evidenceRows> }) {
  const route = useRoute()
  const { subjectKey, name, domain, sentence, lifecycle, funnelStage, band, score, owner } = moment
  const { stage, outreachWindow, recent, since } = lifecycle
  return (
    <tr {...(route.open === subjectKey ? { 'aria-current': 'true' } : {})}>
      <th scope="row">
        <a href={linkTo(route, { open: subjectKey })}>{name}</a>
        {domain !== null && domain !== name && <span className="code faint"> {domain}</span>}
      </th>
      <td className="moment-why">{sentence}</td>
      <td><a href={linkTo(route, evidence)} aria-label={`The ${recent.events} events of ${name} in the last 28 days`}>{recent.events}</a></td>
      <td title={stage === null ? undefined : `${stageMeanings[stage]} Since ${formatDay(since)}.`}>{stage ?? 'Quiet'}</td>
      <td>{outreachWindow ? <span className="chip">open</span> : <span className="faint">–</span>}</td>
      <td>{funnelStage === null ? <span className="faint">not in the CRM</span> : sentenceCase(funnelStage)}</td>
      <td><BandChip band={band} /></td>
      <td>{formatScore(score)}</td>
      <td>{owner ?? <span className="faint">–</span>}</td>
    </tr>
  )
}
