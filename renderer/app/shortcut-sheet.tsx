import { useAction, useActionList } from '../lib/actions.ts'
import { answering } from '../lib/key-bindings.ts'
import { showShortcuts, useLayout } from '../lib/layout-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Keycaps } from '../ui/keycaps.tsx'
import './palette.css'

const inGrids = [
  { label: 'Move between rows', keys: ['↑', '↓'] },
  { label: 'Open the row', keys: ['Enter'] },
  { label: 'Sort by the column', keys: ['Enter'] },
  { label: 'Filter the column', keys: ['F'] },
  { label: 'Close the drawer', keys: ['Esc'] },
]

/** All shortcuts of the page on screen. */
export function ShortcutSheet() {
  const open = useLayout((state) => state.shortcuts)
  const actions = answering(useActionList((state) => state.actions)).filter(({ shortcut }) => shortcut)
  useAction({ id: 'shortcuts', label: 'Show keyboard shortcuts', group: 'General', shortcut: '?', keywords: 'help keys', run: () => showShortcuts(true) })
  return (
    <Dialog open={open} onClose={() => showShortcuts(false)} title="Keyboard shortcuts" wide>
      <div className="sheet">
        {[...new Set(actions.map(({ group }) => group))].map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {actions.filter((action) => action.group === group).map(({ id, label, shortcut = '' }) => (
                <li key={id}><span>{label}</span><Keycaps shortcut={shortcut} /></li>
              ))}
            </ul>
          </section>
        ))}
        <section>
          <h3>In a grid</h3>
          <ul>
            {inGrids.map(({ label, keys }) => (
              <li key={label}><span>{label}</span><span className="keycaps">{keys.map((key) => <kbd key={key} className="keycap">{key}</kbd>)}</span></li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}
