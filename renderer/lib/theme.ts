import { useSyncExternalStore } from 'react'
import { useLayout } from './layout-store.ts'

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
const onPaper = window.matchMedia('print')
/** Between `beforeprint` and `afterprint`: the media query may answer only later. */
let isPrinting = false

const subscribe = (listener: () => void): (() => void) => {
  const begin = () => {
    isPrinting = true
    listener()
  }
  const end = () => {
    isPrinting = false
    listener()
  }
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  for (const query of [prefersDark, onPaper]) query.addEventListener('change', listener)
  const stop = useLayout.subscribe(listener)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    for (const query of [prefersDark, onPaper]) query.removeEventListener('change', listener)
    stop()
  }
}

export const isOnPaper = (): boolean => isPrinting || onPaper.matches

const currentTheme = (): 'light' | 'dark' => {
  if (isOnPaper()) return 'light'
  const { theme } = useLayout.getState()
  return theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme
}

/** The theme in force; `system` is resolved, and paper is light. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, currentTheme)

/** Keeps the document's theme in step with the choice and the system. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset['theme'] = currentTheme()
  }
  apply()
  subscribe(apply)
}
