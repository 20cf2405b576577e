import { useSyncExternalStore } from 'react'
import { useLayout } from './layout-store.ts'

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

const subscribe = (listener: () => void): (() => void) => {
  prefersDark.addEventListener('change', listener)
  const stop = useLayout.subscribe(listener)
  return () => {
    prefersDark.removeEventListener('change', listener)
    stop()
  }
}

const currentTheme = (): 'light' | 'dark' => {
  const { theme } = useLayout.getState()
  return theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme
}

/** The theme in force; `system` is resolved. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, currentTheme)

/** Keeps the document's theme in step with the choice and the system. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset['theme'] = currentTheme()
  }
  apply()
  subscribe(apply)
}
