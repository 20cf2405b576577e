import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { asOfPresets } from '../lib/as-of-presets.ts'
import { useAction } from '../lib/actions.ts'
import { formatDay } from '../lib/formats.ts'
import { navigate, useRoute } from '../lib/use-route.ts'
import { useAsOf, useWorkspace } from '../lib/workspace.ts'
import { Button } from '../ui/button.tsx'

/** Which instant every figure is taken at; null means the default, the end of the data. */
export function AsOfPicker() {
  const [open, setOpen] = useState(false)
  const asOf = useAsOf()
  const { asOf: chosen } = useRoute()
  const { defaultAsOf } = useWorkspace()
  useAction({ id: 'as-of', label: 'Change the as-of date', group: 'View', shortcut: 'd', keywords: 'date time', run: () => setOpen(true) })

  const choose = (next: string | null) => {
    navigate({ asOf: next })
    setOpen(false)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button tone="quiet">as of <span className="header-value numeric">{formatDay(asOf)}</span><ChevronDown size={14} aria-hidden /></Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover as-of" align="start" sideOffset={4} aria-label="As-of date">
          <AsOfForm key={asOf} asOf={asOf} onChoose={choose} />
          <div className="as-of-presets">
            {asOfPresets(defaultAsOf).map(({ label, asOf: preset }) => (
              <button
                key={label} type="button" className="as-of-preset" onClick={() => choose(preset)}
                {...((preset ?? null) === chosen ? { 'aria-current': 'true' } : {})}
              >
                {label} <span className="faint numeric">{formatDay(preset ?? defaultAsOf)}</span>
              </button>
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function AsOfForm({ asOf, onChoose }: { asOf: string; onChoose: (asOf: string | null) => void }) {
  const [value, setValue] = useState(asOf.slice(0, 10))
  return (
    <form
      className="field" onSubmit={(event) => {
        event.preventDefault()
        if (value) onChoose(value)
      }}
    >
      <label className="field-label" htmlFor="as-of-date">As of</label>
      <div style={{ display: 'flex', gap: 8 }}>
        <input id="as-of-date" className="input" type="date" value={value} onChange={(event) => setValue(event.target.value)} />
        <Button type="submit" tone="primary" disabled={!value} style={{ height: 30 }}>Show</Button>
      </div>
      <p className="field-note">Counts what happened before that day began, 00:00 UTC. Nothing later influences any figure.</p>
    </form>
  )
}
