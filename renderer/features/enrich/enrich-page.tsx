import { useId, useState } from 'react'
import type { EnrichSettings } from '../../../shared/contract-enrich.ts'
import type { Input } from '../../../shared/contract.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Page, Trouble } from '../../ui/page.tsx'
import { type Consent, PlanCard } from '../../ui/plan-card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ClayExport } from './clay-export.tsx'
import { useDescribed } from './described-providers.ts'
import { EnrichResultTables } from './enrich-result-tables.tsx'
import { ProviderChoice } from './provider-choice.tsx'

/** Whom to ask about whom, what it costs, and what came back. */
export function EnrichPage() {
  const [providers, setProviders] = useState<readonly string[]>(['github'])
  const [mode, setMode] = useState<EnrichSettings['mode']>('waterfall')
  const [people, setPeople] = useState<EnrichSettings['people']>('unresolved')
  const results = useCall('enrich.results', {})
  const [stopAt, setStopAt] = useState('')
  const [limit, setLimit] = useState('')
  const described = useDescribed(({ texts }) => texts)
  const settings: Input<'enrich.plan'> = {
    providers: [...providers], mode, people, described: [...described],
    ...(mode === 'waterfall' && isShare(stopAt) ? { stopAt: Number(stopAt) / 100 } : {}), ...(isCount(limit) ? { limit: Number(limit) } : {}),
  }
  const found = results.data?.providers.reduce((sum, { claims }) => sum + claims, 0) ?? 0
  return (
    <Page scroll title="Enrich" tools={<ClayExport people={people} />} lead={found === 0 ? 'Ask providers who a developer works for. Nothing is sent before you agree to it.' : `${countOf(found, 'claim')} so far; providers disagree about ${countOf(results.data?.disputed ?? 0, 'person', 'people')}.`}>
      <div className="work-page">
        <div className="work-column">
          <h2>Ask</h2>
          <div className="work-form">
            <ProviderChoice chosen={providers} described={described} onChange={setProviders} />
            <div className="field">
              <label className="field-label" htmlFor="enrich-people">People</label>
              <select id="enrich-people" className="input" value={people} onChange={({ target }) => setPeople(target.value === 'all' ? 'all' : 'unresolved')}>
                <option value="unresolved">Without a reliable company</option>
                <option value="all">Everyone</option>
              </select>
            </div>
            <div className="field">
              <label className="field-label" htmlFor="enrich-mode">Providers</label>
              <select id="enrich-mode" className="input" value={mode} onChange={({ target }) => setMode(target.value === 'all' ? 'all' : 'waterfall')}>
                <option value="waterfall">In order, until one names an employer</option>
                <option value="all">Ask all of them</option>
              </select>
            </div>
            {mode === 'waterfall' && (
              <NumberField label="Stop when at least this sure (%)" value={stopAt} onChange={setStopAt} placeholder="any answer" problem={stopAt === '' || isShare(stopAt) ? null : 'A number from 0 to 100.'} />
            )}
            <NumberField label="At most" value={limit} onChange={setLimit} placeholder="everyone" problem={limit === '' || isCount(limit) ? null : 'A whole number from 1.'} />
          </div>
          {providers.length > 0 && (limit === '' || isCount(limit)) && (stopAt === '' || isShare(stopAt)) && <EnrichPlan settings={settings} />}
        </div>
        <div className="work-column">
          <h2>Answers</h2>
          {results.error ? <Trouble error={results.error} onRetry={() => void results.refetch()} /> : results.data ? <EnrichResultTables results={results.data} /> : <Skeleton height={120} />}
        </div>
      </div>
    </Page>
  )
}

const isShare = (text: string): boolean => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 100
const isCount = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text.trim())

interface NumberFieldProps {
  label: string
  value: string
  placeholder: string
  problem: string | null
  onChange: (text: string) => void
}

function NumberField({ label, value, placeholder, problem, onChange }: NumberFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <input
        id={id} className="input" inputMode="decimal" placeholder={placeholder} value={value} aria-invalid={problem !== null} aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem !== null && <p className="field-note" id={`${id}-problem`} role="alert">{problem}</p>}
    </div>
  )
}

function EnrichPlan({ settings }: { settings: Input<'enrich.plan'> }) {
  const { data, error, refetch } = useCall('enrich.plan', settings, { keepPrevious: true })
  const start = useCommand('enrich.start')
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  const onStart = (consent: Consent) => start.mutate({ settings, consent }, { onSuccess: ({ label }) => say(`${label} has started; the status line shows how far it is`), onError: sayError })
  return <PlanCard plan={data} item={['Person', 'People']} busy={start.isPending} onStart={onStart} />
}
