import type { HiddenCompany, NearestAccount } from '../../../shared/contract-hidden.ts'
import { formatInteger, formatScore, formatShare } from '../../lib/formats.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import { Button } from '../../ui/button.tsx'

interface HiddenTableProps {
  companies: readonly HiddenCompany[]
  /** Index of the company that the keys are about. */
  place: number
  busy: boolean
  onPlace: (place: number) => void
  onAnswer: (company: HiddenCompany, account: NearestAccount, verdict: 'accept' | 'reject') => void
}

/** One row for each company; the accounts it may be under one another, each to accept or reject. */
export function HiddenTable({ companies, place, busy, onPlace, onAnswer }: HiddenTableProps) {
  const route = useRoute()
  return (
    <div className="data-scroll" tabIndex={0} role="region" aria-label="Hidden companies">
      <table className="data-table">
        <thead><tr><th scope="col">Company</th><th scope="col">Band</th><th scope="col">Score</th><th scope="col">People</th><th scope="col">Accounts it may be</th></tr></thead>
        <tbody>
          {companies.map((company, index) => (
            <tr key={company.companyKey} {...(index === place ? { 'aria-current': 'true' as const } : {})} onClick={() => onPlace(index)}>
              <th scope="row">
                <a href={linkTo(route, { page: 'companies', open: company.subjectKey })}>{company.name}</a>
                {company.domain !== null && company.domain !== company.name && <span className="code faint"> {company.domain}</span>}
              </th>
              <td><BandChip band={company.band} /></td><td>{formatScore(company.score)}</td><td>{formatInteger(company.people)}</td>
              <td>
                {company.candidates.length === 0 && <span className="faint">No account is like it.</span>}
                {company.candidates.map((account) => <Account key={account.recordId} account={account} busy={busy} name={company.name} onAnswer={(verdict) => onAnswer(company, account, verdict)} />)}
                {company.decision?.verdict === 'none' && <span className="faint">{company.decision.reviewer} said that it is not in the CRM.</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Account({ account: { name, domain, probability, why, rejected }, name: company, busy, onAnswer }: { account: NearestAccount; name: string; busy: boolean; onAnswer: (verdict: 'accept' | 'reject') => void }) {
  return (
    <div className="hidden-account">
      <span className="hidden-account-name">{name} {domain !== null && <span className="code faint">{domain}</span>} <span className="numeric">{formatShare(probability)}</span></span>
      <span className="faint">{why}</span>
      {rejected
        ? <span className="faint">rejected</span>
        : (
            <span className="hidden-answers">
              <Button disabled={busy} aria-label={`Accept: ${company} is ${name}`} onClick={() => onAnswer('accept')}>Accept</Button>
              <Button disabled={busy} aria-label={`Reject: ${company} is not ${name}`} onClick={() => onAnswer('reject')}>Reject</Button>
            </span>
          )}
    </div>
  )
}
