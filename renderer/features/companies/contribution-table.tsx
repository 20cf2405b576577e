import { useState } from 'react'
import type { Contribution } from '../../../shared/model.ts'
import { formatDay, formatInteger, formatPoints } from '../../lib/formats.ts'
import { sourceWord } from '../../../shared/signal-names.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import './companies.css'

const shownAtFirst = 12

/** Who did what, and how many points each line adds. */
export function ContributionTable({ contributions, score }: { contributions: readonly Contribution[]; score: number }) {
  const [all, setAll] = useState(false)
  const shown = all ? contributions : contributions.slice(0, shownAtFirst)
  const rest = contributions.length - shown.length
  return (
    <>
      <table className="data-table">
        <thead><tr><th scope="col">Who and what</th><th scope="col">Events</th><th scope="col">Last</th><th scope="col">Points</th></tr></thead>
        <tbody>
          {shown.map(({ person, personLabel, source, events, lastAt, points }) => (
            <tr key={`${person} ${source}`}>
              <td className="contributor"><span className="code">{personLabel}</span><br /><span className="soft">{sourceWord(source)}</span></td>
              <td>{formatInteger(events)}</td>
              <td>{formatDay(lastAt)}</td>
              <td>{formatPoints(points)}</td>
            </tr>
          ))}
          {rest > 0 && (
            <tr>
              <td colSpan={3}><Button tone="quiet" onClick={() => setAll(true)}>Show {formatInteger(rest)} more</Button></td>
              <td>{formatPoints(contributions.slice(shown.length).reduce((sum, { points }) => sum + points, 0))}</td>
            </tr>
          )}
        </tbody>
        <tfoot><tr><th scope="row">Sum</th><td /><td /><td><strong>{formatPoints(score)}</strong></td></tr></tfoot>
      </table>
    </>
  )
}
