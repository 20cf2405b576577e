import type { Completeness, SourceCapture } from '../../../shared/contract-completeness.ts'
import type { Condition } from '../../../shared/contract-grid.ts'
import { captureDoor, gapWords, shortLimit } from '../../lib/capture-words.ts'
import { countOf, formatDay, formatInteger, formatShare } from '../../lib/formats.ts'
import { sourceWord } from '../../../shared/signal-names.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Tip } from '../../ui/tip.tsx'
import { PeriodBar } from './period-bar.tsx'
import { axisOf, type PeriodAxis } from './period-axis.ts'

/** Sources, each with its targets; periods are drawn on one axis. */
export function SourceTable({ completeness: { sources, asOf } }: { completeness: Completeness }) {
  const axis = axisOf(sources, asOf)
  return (
    <div className="data-scroll" tabIndex={0} role="region" aria-label="Sources">
      <table className="data-table source-table">
        <thead>
          <tr>
            <th scope="col">Source and target</th>
            <th scope="col"><span className="unseen">Period</span><span className="axis-ticks" aria-hidden>{axis.ticks.map(({ label, share }) => <span key={label} style={{ left: `${share * 100}%` }}>{label}</span>)}</span></th>
            <th scope="col">Covered</th><th scope="col">Events</th><th scope="col">Undated</th><th scope="col">Files</th><th scope="col">Gaps</th><th scope="col">Limits</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((each) => (
            <SourceRow
              key={[each.source, each.excluded, each.level, each.target?.kind, each.target?.name].join(' ')} capture={each} axis={axis}
              total={sources.find((other) => other.level === 'total' && other.source === each.source && other.excluded === each.excluded)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SourceRow({ capture, total, axis }: { capture: SourceCapture; total: SourceCapture | undefined; axis: PeriodAxis }) {
  const route = useRoute()
  const { source, scored, level, target, events, undated, undatedShare, from, to, imports, gaps, limits } = capture
  const isTotal = level === 'total'
  const inGrid = source !== 'package_downloads'
  const rows = (more: readonly Condition[]) =>
    linkTo(route, { page: 'import', view: 'events', where: [...captureDoor(capture), ...more], search: '', sort: [], columns: [] })
  const name = isTotal ? sourceWord(source) : `${sourceWord(source)}, ${target?.name ?? ''}`
  const door = (text: string, what: string, ...more: Condition[]) => (inGrid ? <a href={rows(more)} aria-label={`${name}: ${what}`}>{text}</a> : text)
  return (
    <tr className={isTotal ? 'source-total' : ''}>
      <th scope="row">
        {isTotal ? sourceWord(source) : <span className="code">{target?.name}</span>}
        <span className="faint">{isTotal ? (scored ? '' : ' not scored') : ` ${target?.role ?? ''}`}{!isTotal && !inGrid ? ' · package downloads' : ''}</span>
      </th>
      <td><PeriodBar capture={capture} axis={axis} name={name} /></td>
      <td className="soft">{from === null ? 'no dates' : [...new Set([formatDay(from), formatDay(to)])].join(' – ')}</td>
      <td>{door(formatInteger(events), countOf(events, inGrid ? 'event' : 'day'))}</td>
      <td>{undated === 0 ? <span className="faint">0%</span> : door(formatShare(undatedShare), `${formatInteger(undated)} undated`, { column: 'occurred_at', operator: 'blank', values: [] })}</td>
      <td className="soft">{formatInteger(imports)}</td>
      <td>{gaps.length === 0 ? <span className="faint">none</span> : door(gapWords(gaps), `gaps of ${gapWords(gaps)}, rows around them`, around(gaps))}</td>
      <td className="source-limits">{!isTotal && limits.length > 0 && idsOf(limits) === idsOf(total?.limits ?? []) ? <span className="faint">as above</span> : <Limits limits={limits} />}</td>
    </tr>
  )
}

const idsOf = (limits: SourceCapture['limits']): string => limits.map(({ id }) => id).join(' ')

function Limits({ limits }: Pick<SourceCapture, 'limits'>) {
  return limits.map((limit) => (
    <Tip key={limit.id} text={limit.words} side="top"><span className={`chip ${limit.bites ? 'chip-warn' : ''}`} tabIndex={0}>{shortLimit(limit)}</span></Tip>
  ))
}

const week = 7 * 86_400_000
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The rows a week before the first gap to a week after the last. */
function around(gaps: SourceCapture['gaps']): Condition {
  const [first, last] = [gaps[0]?.from ?? '', gaps.at(-1)?.to ?? '']
  return { column: 'occurred_at', operator: 'between', values: [dayOf(Date.parse(first) - week), dayOf(Date.parse(last) + week)] }
}
