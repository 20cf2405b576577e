import { type Action, useActionList } from './actions.ts'

const mac = navigator.platform.startsWith('Mac')

/** The shortcut as keycaps: `mod+k` → Ctrl K, `g c` → G C. */
export const keycaps = (shortcut: string): string[] =>
  shortcut.split(/[ +]/).map((key) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key === 'shift' ? '⇧' : key.length === 1 ? key.toUpperCase() : key))

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [role=menu] *, [role=listbox] *'))

/** A key press as shortcuts write it. */
export const chord = (event: KeyboardEvent): string =>
  `${event.metaKey || event.ctrlKey ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`

/** Listens for the shortcuts of every action on offer. Returns the function that stops it. */
export function listenForShortcuts(): () => void {
  let first: string | null = null
  let timer = 0

  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const pressed = chord(event)
    const open = document.querySelector('[role=dialog][data-state=open], [role=alertdialog][data-state=open]')
    if (!pressed.startsWith('mod+') && (typing(event.target) || open)) return
    const wanted = first === null ? pressed : `${first} ${pressed}`
    window.clearTimeout(timer)
    first = null
    const { actions } = useActionList.getState()
    const action = newest(actions, wanted) ?? newest(actions, pressed)
    if (action) {
      event.preventDefault()
      if (!event.repeat || action.repeats) action.run()
    } else if (actions.some(({ shortcut }) => shortcut?.startsWith(`${pressed} `))) {
      first = pressed
      timer = window.setTimeout(() => {
        first = null
      }, 1200)
    }
  }
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

const newest = (actions: readonly Action[], shortcut: string): Action | undefined => actions.findLast((action) => action.shortcut === shortcut)
