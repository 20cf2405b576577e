import type { EnrichResults } from '../../../shared/contract-enrich.ts'
import { formatInteger, formatShare, undefinedMark } from '../../lib/formats.ts'
import { formatMoney } from '../../lib/money.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import '../../ui/chart/chart.css'

/** Answers by provider, and how often two of them name the same employer of the same person. */
export function EnrichResultTables({ results: { providers, agreement } }: { results: EnrichResults }) {
  const route = useRoute()
  if (providers.length === 0) return <p className="soft">No provider has answered yet. Answers that lie in files can be <a href={linkTo(route, { page: 'import' })}>imported</a>.</p>
  const names = providers.map(({ provider }) => provider)
  const pair = (a: string, b: string) => agreement.find(({ left, right }) => (left === a && right === b) || (left === b && right === a))
  return (
    <>
      <div className="data-scroll">
        <table className="data-table">
          <thead><tr><th scope="col">Provider</th><th scope="col">People</th><th scope="col">With employer</th><th scope="col">Claims</th><th scope="col">Cost</th></tr></thead>
          <tbody>
            {providers.map(({ provider, people, withCompany, claims, cost }) => (
              <tr key={provider}><th scope="row">{provider}</th><td>{formatInteger(people)}</td><td>{formatInteger(withCompany)}</td><td>{formatInteger(claims)}</td><td>{formatMoney(cost)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {names.length > 1 && (
        <div className="data-scroll">
          <table className="data-table">
            <caption className="unseen">Share of people about whom two providers name the same employer</caption>
            <thead><tr><th scope="col">Same employer</th>{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {names.map((row) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {names.map((column) => {
                    const found = row === column ? undefined : pair(row, column)
                    return <td key={column}>{found ? <>{formatShare(found.agree / found.both)} <span className="faint">n = {formatInteger(found.both)}</span></> : <span className="faint">{undefinedMark}</span>}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
