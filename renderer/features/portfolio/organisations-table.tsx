import type { Portfolio } from '../../../shared/contract-portfolio.ts'
import { formatDay, formatInteger, formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'
import { Figure } from '../../ui/chart/figure.tsx'
import { medianCoverageSentence, medianWords, multipleWords } from './portfolio-words.ts'

/** What each organisation is, and the medians of them all. */
export function OrganisationsTable({ portfolio: { organisations, stages, medians } }: { portfolio: Portfolio }) {
  const isOneWindow = new Set(organisations.map(({ activeDays }) => activeDays)).size <= 1
  return (
    <Figure title="Organisations" sentence={stages.map(medianCoverageSentence).filter((each) => each !== '').join(' ')} file={null} table={null} note={isOneWindow ? null : `They do not count the same days as active: ${organisations.map(({ name, activeDays }) => `${name} ${activeDays}`).join(', ')}. Their coverages cannot be compared; each lift still can.`}>
      <div className="data-scroll" tabIndex={0} role="region" aria-label="Organisations">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Organisation</th><th scope="col">As of</th><th scope="col" title="In a stage of the funnel">Accounts</th><th scope="col" title="With an event in the active window">Active</th>
              <th scope="col" title="Active companies that are not in the CRM, of all active ones">Hidden share</th><th scope="col" title="Hidden per account, Medium and High">Hidden multiple</th>
              <th scope="col" title="High among the active accounts of the bottom stages">High at the bottom</th>
            </tr>
          </thead>
          <tbody>
            {organisations.map(({ name, path, asOf, accounts, active, hiddenShare, hiddenMultiple, highAtBottom }) => (
              <tr key={path ?? name}>
                <th scope="row" title={path ?? undefined}>{name}</th><td>{formatDay(asOf)}</td><td>{formatInteger(accounts)}</td><td>{formatInteger(active)}</td>
                <td title={shareInterval(hiddenShare)}>{formatShare(hiddenShare.value)}</td><td>{multipleWords(hiddenMultiple)}</td><td title={shareInterval(highAtBottom)}>{formatShare(highAtBottom.value)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">Median</th><td /><td /><td />
              <td>{medianWords(medians.hiddenShare, formatShare)}</td><td>{medianWords(medians.hiddenMultiple, multipleWords)}</td><td>{medianWords(medians.highAtBottom, formatShare)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </Figure>
  )
}
