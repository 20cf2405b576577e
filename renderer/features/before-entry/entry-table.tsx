import type { BeforeEntry } from '../../../shared/contract-before-entry.ts'
import { formatInteger, formatPoints, formatShare, undefinedMark } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { leadTimeWords, pointsInterval } from './entry-words.ts'

export function EntryTable({ analysis }: { analysis: BeforeEntry }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Stage</th><th scope="col">Entered at a known time</th><th scope="col">Undated</th><th scope="col">Active before</th><th scope="col">Controls</th><th scope="col">Controls active</th>
          <th scope="col">Odds ratio</th><th scope="col">AUC</th><th scope="col">First Surge to entry</th>
        </tr>
      </thead>
      <tbody>
        {analysis.stages.map(({ stage, label, cases, undated, figures }) => (
          <tr key={stage}>
            <th scope="row">{label}</th><td>{formatInteger(cases)}</td><td>{formatInteger(undated)}</td>
            {figures === null ? <td colSpan={6} className="soft">fewer than {analysis.leastCases}: nothing is said</td> : (
              <>
                <td>{formatShare(figures.active.cases.value)} <span className="faint">{shareInterval(figures.active.cases)}</span></td><td>{formatInteger(figures.controls)}</td>
                <td>{formatShare(figures.active.controls.value)} <span className="faint">{shareInterval(figures.active.controls)}</span></td>
                <td>{figures.oddsRatio.value === null ? undefinedMark : formatPoints(figures.oddsRatio.value)} <span className="faint">{pointsInterval(figures.oddsRatio)}</span></td>
                <td>{figures.auc.value === null ? undefinedMark : formatPoints(figures.auc.value)} <span className="faint">{pointsInterval(figures.auc)}</span></td>
                <td>{leadTimeWords(figures.leadTime)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
