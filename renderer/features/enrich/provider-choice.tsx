import { useCall } from '../../lib/engine.ts'
import { formatMoney } from '../../lib/money.ts'
import { KeyFields } from '../../ui/key-fields.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Providers in the order they were ticked, which is the order they are asked in. */
export function ProviderChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (providers: readonly string[]) => void }) {
  const { data } = useCall('enrich.providers', {})
  if (!data) return <Skeleton height={112} />
  return (
    <>
      <fieldset className="choice-list">
        <legend className="field-label">Whom to ask, in the order ticked</legend>
        {data.map(({ name, label, price, key, keyPresent }) => {
          const place = chosen.indexOf(name)
          return (
            <label key={name}>
              <input type="checkbox" checked={place >= 0} onChange={() => onChange(place >= 0 ? chosen.filter((each) => each !== name) : [...chosen, name])} />
              {label}{place >= 0 && chosen.length > 1 ? <span className="chip">{place + 1}</span> : null}
              <span className="soft">{price === 0 ? 'free' : `${formatMoney(price)} a person found`}{key !== null && !keyPresent ? ` · needs ${key}` : ''}</span>
            </label>
          )
        })}
      </fieldset>
      <KeyFields names={data.flatMap(({ key }) => key ?? [])} />
    </>
  )
}
