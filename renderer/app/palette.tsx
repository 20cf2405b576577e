import { Command } from 'cmdk'
import { useAction, useActionList } from '../lib/actions.ts'
import { answering } from '../lib/key-bindings.ts'
import { showPalette, useLayout } from '../lib/layout-store.ts'
import { Keycaps } from '../ui/keycaps.tsx'
import { paletteRank } from './palette-rank.ts'
import './palette.css'

/** Every action on offer, found by typing. */
export function Palette() {
  const open = useLayout((state) => state.palette)
  const actions = answering(useActionList((state) => state.actions))
  useAction({ id: 'palette', label: 'Find an action or a page', group: 'General', shortcut: 'mod+k', run: () => showPalette(!open) })
  const groups = [...new Set(actions.map(({ group }) => group))]
  return (
    <Command.Dialog
      open={open} onOpenChange={showPalette} label="Find an action or a page" loop filter={paletteRank} overlayClassName="overlay" contentClassName="palette"
    >
      <Command.Input placeholder="What would you like to do?" />
      <Command.List label="Actions">
        <Command.Empty>Nothing is called that. Try “export”, “theme” or a page’s name.</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group} heading={group}>
            {actions.filter((action) => action.group === group && action.id !== 'palette').map(({ id, label, keywords, shortcut, run }) => (
              <Command.Item
                key={id} value={`${label} ${id}`} keywords={keywords ? [keywords] : []}
                onSelect={() => {
                  showPalette(false)
                  // The palette gives the focus back first; the action may want it.
                  window.setTimeout(run)
                }}
              >
                <span>{label}</span>
                {shortcut && <Keycaps shortcut={shortcut} />}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  )
}
