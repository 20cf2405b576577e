import { create } from 'zustand'

export const themes = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themes)[number]

interface Layout {
  theme: ThemeChoice
  compactRows: boolean
  palette: boolean
  shortcuts: boolean
  /** Widths a person gave to grid columns, by dataset and column. */
  columnWidths: Readonly<Record<string, number>>
}

const storageKey = 'bandstand.layout'

function remembered(): Pick<Layout, 'theme' | 'compactRows'> {
  try {
    const stored = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}') as { theme?: unknown; compactRows?: unknown }
    return { theme: themes.find((theme) => theme === stored.theme) ?? 'system', compactRows: stored.compactRows === true }
  } catch {
    return { theme: 'system', compactRows: false }
  }
}

export const useLayout = create<Layout>(() => ({ ...remembered(), palette: false, shortcuts: false, columnWidths: {} }))

function remember(choice: Partial<Pick<Layout, 'theme' | 'compactRows'>>): void {
  useLayout.setState(choice)
  const { theme, compactRows } = useLayout.getState()
  window.localStorage.setItem(storageKey, JSON.stringify({ theme, compactRows }))
}

export const chooseTheme = (theme: ThemeChoice) => remember({ theme })
export const toggleCompactRows = () => remember({ compactRows: !useLayout.getState().compactRows })
export const showPalette = (palette: boolean) => useLayout.setState({ palette })
export const showShortcuts = (shortcuts: boolean) => useLayout.setState({ shortcuts })

export const rememberWidth = (dataset: string, column: string, width: number) =>
  useLayout.setState(({ columnWidths }) => ({ columnWidths: { ...columnWidths, [`${dataset}.${column}`]: width } }))
