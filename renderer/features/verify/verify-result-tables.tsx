import type { VerifyResults } from '../../../shared/contract-verify.ts'
import { formatInteger } from '../../lib/formats.ts'
import { formatMoney } from '../../lib/money.ts'
import '../../ui/chart/chart.css'

const marks: Readonly<Record<string, string>> = { correct: '✓ correct', incorrect: '✕ incorrect', unsure: '? unsure' }
const verdictNames = ['correct', 'incorrect', 'unsure'] as const

export function VerifyResultTables({ results: { providers, verifiers, disagreement, reasons } }: { results: VerifyResults }) {
  const cell = (rules: string, llm: string) => disagreement.find((each) => each.rules === rules && each.llm === llm)?.claims ?? 0
  const heads = verdictNames.map((name) => <th key={name} scope="col">{marks[name]}</th>)
  return (
    <>
      {providers.length > 0 && (
        <div className="data-scroll">
          <table className="data-table">
            <thead><tr><th scope="col">Provider</th>{heads}<th scope="col">Not judged</th></tr></thead>
            <tbody>
              {providers.map((row) => <tr key={row.provider}><th scope="row">{row.provider}</th>{verdictNames.map((name) => <td key={name}>{formatInteger(row[name])}</td>)}<td>{formatInteger(row.open)}</td></tr>)}
            </tbody>
          </table>
        </div>
      )}
      {verifiers.length > 0 && (
        <div className="data-scroll">
          <table className="data-table">
            <thead><tr><th scope="col">Verifier</th>{heads}<th scope="col">Cost</th></tr></thead>
            <tbody>
              {verifiers.map((row) => (
                <tr key={`${row.verifier} ${row.version}`}><th scope="row">{row.verifier === 'rules' ? `Rules ${row.version}` : row.version}</th>{verdictNames.map((name) => <td key={name}>{formatInteger(row[name])}</td>)}<td>{formatMoney(row.cost)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {disagreement.length > 0 && (
        <div className="data-scroll">
          <table className="data-table">
            <caption className="unseen">Claims by the rules’ verdict and the model’s</caption>
            <thead><tr><th scope="col">Rules ↓ model →</th>{heads}</tr></thead>
            <tbody>{verdictNames.map((row) => <tr key={row}><th scope="row">{marks[row]}</th>{verdictNames.map((column) => <td key={column}>{formatInteger(cell(row, column))}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {reasons.length > 0 && (
        <div className="data-scroll">
          <table className="data-table">
            <thead><tr><th scope="col">Commonest reasons</th><th scope="col">Claims</th></tr></thead>
            <tbody>{reasons.map(({ verdict, reason, claims }) => <tr key={`${verdict} ${reason}`}><td style={{ whiteSpace: 'normal' }}>{(marks[verdict] ?? verdict).slice(0, 1)} {reason}</td><td>{formatInteger(claims)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </>
  )
}
