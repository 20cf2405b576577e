import type { SourceCapture } from '../../../shared/contract-completeness.ts'
import { formatDay } from '../../lib/formats.ts'
import { type PeriodAxis, shareOf } from './period-axis.ts'

const day = 86_400_000
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

/** The covered period as a bar on the shared axis, gaps cut out of it. */
export function PeriodBar({ capture: { from, to, gaps }, axis, name }: { capture: SourceCapture; axis: PeriodAxis; name: string }) {
  const place = (start: number, end: number) => ({ left: percent(shareOf(axis, start)), width: percent(shareOf(axis, end) - shareOf(axis, start)) })
  const words = from === null ? `${name}: no dates` : `${name}: ${formatDay(from)} to ${formatDay(to)}${gaps.map((gap) => `, silent ${formatDay(gap.from)} to ${formatDay(gap.to)}`).join('')}`
  return (
    <span className="period" role="img" aria-label={words} title={words}>
      {axis.ticks.map(({ label, share }) => <i key={label} className="period-tick" style={{ left: percent(share) }} />)}
      {from !== null && <i className="period-covered" style={place(Date.parse(from), Math.max(Date.parse(to ?? from), Date.parse(from) + day))} />}
      {gaps.map((gap) => <i key={gap.from} className="period-gap" style={place(Date.parse(gap.from), Date.parse(gap.to) + day)} />)}
    </span>
  )
}
