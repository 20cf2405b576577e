import { useId, useState } from 'react'
import type { JobPlan } from '../../shared/contract-jobs.ts'
import { countOf, formatInteger } from '../lib/formats.ts'
import { formatMoney } from '../lib/money.ts'
import { Button } from './button.tsx'
import './plan-card.css'

export interface Consent {
  confirmHosts: string[]
  moneyLimit: number | null
}

interface PlanCardProps {
  plan: JobPlan
  /** What one item is called. */
  item: readonly [singular: string, plural: string]
  busy: boolean
  onStart: (consent: Consent) => void
}

const between = (low: number, high: number, words: (value: number) => string) => (low === high ? words(high) : `${words(low)} to ${words(high)}`)

/** What a job would send and cost, and the consent it needs: once, for exactly these hosts and fields. */
export function PlanCard({ plan, item, busy, onStart }: PlanCardProps) {
  const id = useId()
  const [agreed, setAgreed] = useState('')
  const [budget, setBudget] = useState('')
  const { items, requests, reused, cost, hosts, fields, problems } = plan
  const what = `${hosts.join()} ${fields.join()}`
  const limit = budget.trim() === '' ? null : Number(budget)
  const isReady = problems.length === 0 && items > 0 && (hosts.length === 0 || agreed === what) && (limit === null || (Number.isFinite(limit) && limit >= 0))
  return (
    <section className="plan-card" aria-label="What will be sent">
      <dl>
        <div><dt>{item[1]}</dt><dd>{formatInteger(items)}</dd></div>
        <div><dt>Requests</dt><dd>{between(requests.low, requests.high, formatInteger)}</dd></div>
        <div><dt>Answered before</dt><dd>{formatInteger(reused)}</dd></div>
        <div><dt>Cost</dt><dd>{between(cost.low, cost.high, formatMoney)}</dd></div>
      </dl>
      {problems.map((problem) => <p key={problem} className="plan-problem" role="alert">{problem}</p>)}
      {hosts.length > 0
        ? (
          <label className="plan-consent">
            <input type="checkbox" checked={agreed === what} onChange={({ target }) => setAgreed(target.checked ? what : '')} />
            <span>Send <strong>{fields.map((field) => field.replaceAll('_', ' ')).join(', ')}</strong> of {countOf(items, item[0].toLowerCase(), item[1].toLowerCase())} to <strong>{hosts.join(', ')}</strong>, for this job only.</span>
          </label>
        )
        : <p className="soft">{items === 0 ? 'There is nobody to ask about.' : 'Everything is answered already: nothing needs to be sent.'}</p>}
      <div className="plan-foot">
        <label className="field-label" htmlFor={`${id}-budget`}>Stop at $</label>
        <input id={`${id}-budget`} className="input" inputMode="decimal" placeholder="no limit" value={budget} onChange={({ target }) => setBudget(target.value)} />
        <Button tone="primary" disabled={!isReady || busy} onClick={() => onStart({ confirmHosts: [...hosts], moneyLimit: limit })}>Start</Button>
      </div>
    </section>
  )
}
