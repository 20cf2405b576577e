import { useState } from 'react'
import type { EnrichSettings } from '../../../shared/contract-enrich.ts'
import type { Input } from '../../../shared/contract.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Page, Trouble } from '../../ui/page.tsx'
import { type Consent, PlanCard } from '../../ui/plan-card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EnrichResultTables } from './enrich-result-tables.tsx'
import { ProviderChoice } from './provider-choice.tsx'

/** Whom to ask about whom, what it costs, and what came back. */
export function EnrichPage() {
  const [providers, setProviders] = useState<readonly string[]>(['github'])
  const [mode, setMode] = useState<EnrichSettings['mode']>('waterfall')
  const [people, setPeople] = useState<EnrichSettings['people']>('unresolved')
  const results = useCall('enrich.results', {})
  const settings: Input<'enrich.plan'> = { providers: [...providers], mode, people }
  const found = results.data?.providers.reduce((sum, { claims }) => sum + claims, 0) ?? 0
  return (
    <Page scroll title="Enrich" lead={found === 0 ? 'Ask providers who a developer works for. Nothing is sent before you agree to it.' : `${countOf(found, 'claim')} so far; providers disagree about ${countOf(results.data?.disputed ?? 0, 'person', 'people')}.`}>
      <div className="work-page">
        <div className="work-column">
          <h2>Ask</h2>
          <div className="work-form">
            <ProviderChoice chosen={providers} onChange={setProviders} />
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
          </div>
          {providers.length > 0 && <EnrichPlan settings={settings} />}
        </div>
        <div className="work-column">
          <h2>Answers</h2>
          {results.error ? <Trouble error={results.error} onRetry={() => void results.refetch()} /> : results.data ? <EnrichResultTables results={results.data} /> : <Skeleton height={120} />}
        </div>
      </div>
    </Page>
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
