import { X } from 'lucide-react'
import { useCall } from '../../lib/engine.ts'
import { formatMoney } from '../../lib/money.ts'
import { IconButton } from '../../ui/button.tsx'
import { KeyFields } from '../../ui/key-fields.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DescribeProvider } from './describe-provider.tsx'
import { nameOf, removeDescribed } from './described-providers.ts'

interface ProviderChoiceProps {
  chosen: readonly string[]
  described: readonly string[]
  onChange: (providers: readonly string[]) => void
}

/** Providers in the order they were ticked, which is the order they are asked in. */
export function ProviderChoice({ chosen, described, onChange }: ProviderChoiceProps) {
  const { data, error, refetch } = useCall('enrich.providers', { described: [...described] }, { keepPrevious: true })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={112} />
  const own = new Set(described.map(nameOf))
  const without = (name: string) => chosen.filter((each) => each !== name)
  return (
    <>
      <fieldset className="choice-list">
        <legend className="field-label">Whom to ask, in the order ticked</legend>
        {data.map(({ name, label, host, price, key, keyPresent }) => {
          const place = chosen.indexOf(name)
          return (
            <div key={name} className="choice">
              <label>
                <input type="checkbox" checked={place >= 0} onChange={() => onChange(place >= 0 ? without(name) : [...chosen, name])} />
                {label}{place >= 0 && chosen.length > 1 ? <span className="chip">{place + 1}</span> : null}
                <span className="soft" title={host}>{price === 0 ? 'free' : `${formatMoney(price)} a person found`}{key !== null && !keyPresent ? ` · needs ${key}` : ''}</span>
              </label>
              {own.has(name) && (
                <IconButton label={`Remove ${label}`} onClick={() => {
                  onChange(without(name))
                  removeDescribed(name)
                }}><X size={14} aria-hidden /></IconButton>
              )}
            </div>
          )
        })}
      </fieldset>
      <DescribeProvider onAdded={(name) => onChange([...without(name), name])} />
      <KeyFields names={[...new Set(data.flatMap(({ key }) => key ?? []))]} />
    </>
  )
}
