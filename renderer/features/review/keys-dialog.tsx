import { useState } from 'react'
import { useAction, useActionList } from '../../lib/actions.ts'
import { bindKey, refusal, resetKeys, useKeyBindings } from '../../lib/key-bindings.ts'
import { chord } from '../../lib/keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Keycaps } from '../../ui/keycaps.tsx'
import { rebindable } from './review-keys.ts'

/** Another key for any action of the page. Every keycap, the palette and the list of shortcuts follow. */
export function KeysButton() {
  const [open, setOpen] = useState(false)
  useAction({ id: 'review-keys', label: 'Choose the keys of Review', group: 'Review', keywords: 'shortcut rebind keyboard', run: () => setOpen(true) })
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>Keys</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Keys of Review" text="Choose Change, then press the key. They are kept on this computer, for you alone.">{open && <KeyList />}</Dialog>
    </>
  )
}

function KeyList() {
  const chosen = useKeyBindings((state) => state.chosen)
  const actions = useActionList((state) => state.actions)
  const [asking, setAsking] = useState<string | null>(null)
  const [refused, setRefused] = useState<{ id: string; reason: string } | null>(null)
  const keyOf = ({ id, shortcut }: (typeof rebindable)[number]) => chosen[id] ?? shortcut
  const given = new Set(rebindable.map(({ shortcut }) => shortcut))
  const own = new Set(rebindable.map(({ id }) => id))
  // What the page's own keys answer before elsewhere, as P does for the policy, stays theirs.
  const elsewhere = actions.filter(({ id, shortcut }) => !own.has(id) && shortcut !== undefined && !given.has(shortcut))

  const press = (id: string, event: React.KeyboardEvent) => {
    if (['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setAsking(null)
      return
    }
    const key = chord(event.nativeEvent)
    const reason = event.altKey || key.startsWith('mod+')
      ? 'Choose one key without Ctrl, Alt or ⌘: those belong to the browser and the system.'
      : refusal({ id, key, others: [...rebindable.map((each) => ({ ...each, shortcut: keyOf(each) })), ...elsewhere] })
    setRefused(reason === null ? null : { id, reason })
    if (reason !== null) return
    bindKey(id, key)
    setAsking(null)
  }
  return (
    <>
      <ul className="key-list">
        {rebindable.map((each) => (
          <li key={each.id}>
            <span>{each.label}</span>
            <Keycaps shortcut={keyOf(each)} />
            <Button
              aria-label={asking === each.id ? `Press the key for ${each.label}` : `Change the key for ${each.label}`} aria-pressed={asking === each.id}
              onClick={() => {
                setRefused(null)
                setAsking(each.id)
              }}
              onKeyDown={(event) => { if (asking === each.id) press(each.id, event) }}
              onBlur={() => setAsking((now) => (now === each.id ? null : now))}
            >
              {asking === each.id ? 'Press a key…' : 'Change'}
            </Button>
            {refused?.id === each.id && <p className="key-refused" role="alert">{refused.reason}</p>}
          </li>
        ))}
      </ul>
      <div className="dialog-foot">
        <Button onClick={() => { setRefused(null); resetKeys([...own]) }} disabled={!rebindable.some(({ id }) => chosen[id] !== undefined)}>Reset to the given keys</Button>
      </div>
    </>
  )
}
