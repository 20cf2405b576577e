import { useId, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { KeyFields } from '../../ui/key-fields.tsx'
import { Trouble } from '../../ui/page.tsx'
import { type Consent, PlanCard } from '../../ui/plan-card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const number = (text: string): number => {
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value : 0
}
const isAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text)

/** Model, address and prices; then what it would be asked. */
export function ModelCard() {
  const [model, setModel] = useState('')
  const [endpoint, setEndpoint] = useState('https://api.openai.com/v1')
  const [hasKey, setHasKey] = useState(true)
  const [batch, setBatch] = useState(false)
  const [priceIn, setPriceIn] = useState('')
  const [priceOut, setPriceOut] = useState('')
  const settings: Input<'verify.plan'> = { model: model.trim(), endpoint, key: hasKey ? 'BANDSTAND_LLM_KEY' : null, priceIn: number(priceIn), priceOut: number(priceOut), batch }
  return (
    <>
      <div className="work-form">
        <TextField label="Model" value={model} onChange={setModel} width={180} />
        <TextField label="Address" value={endpoint} onChange={setEndpoint} width={280} />
        <TextField label="$ per million tokens in" value={priceIn} onChange={setPriceIn} width={120} />
        <TextField label="$ per million tokens out" value={priceOut} onChange={setPriceOut} width={120} />
        <fieldset className="choice-list">
          <label><input type="checkbox" checked={hasKey} onChange={() => setHasKey(!hasKey)} /> The address needs the key BANDSTAND_LLM_KEY</label>
          <label><input type="checkbox" checked={batch} onChange={() => setBatch(!batch)} /> By its batch API: half the price, answers within a day</label>
        </fieldset>
        {hasKey && <KeyFields names={['BANDSTAND_LLM_KEY']} />}
      </div>
      {settings.model !== '' && isAddress(endpoint)
        ? <ModelPlan settings={settings} />
        : <p className="soft">Any endpoint that speaks the OpenAI chat protocol will do, a model on this machine too. Only claims the rules passed on are asked about.</p>}
    </>
  )
}

function TextField({ label, value, onChange, width }: { label: string; value: string; onChange: (value: string) => void; width: number }) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      <input id={id} className="input" style={{ width }} value={value} onChange={({ target }) => onChange(target.value)} spellCheck={false} autoComplete="off" />
    </div>
  )
}

function ModelPlan({ settings }: { settings: Input<'verify.plan'> }) {
  const { data, error, refetch } = useCall('verify.plan', settings, { keepPrevious: true })
  const start = useCommand('verify.start')
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  const onStart = (consent: Consent) => start.mutate({ settings, consent }, { onSuccess: ({ label }) => say(`${label} has started; the status line shows how far it is`), onError: sayError })
  return (
    <>
      <PlanCard plan={data} item={['Person', 'People']} busy={start.isPending} onStart={onStart} />
      <details>
        <summary>Prompt, version {data.promptVersion}</summary>
        <pre className="code" style={{ whiteSpace: 'pre-wrap' }}>{data.prompt}</pre>
      </details>
    </>
  )
}
