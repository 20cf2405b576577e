import { ChevronDown, FolderOpen, Hourglass, LogOut, Monitor, Moon, Search, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { type Policy, policies } from '../../shared/model.ts'
import { useAction } from '../lib/actions.ts'
import { useCommand } from '../lib/engine.ts'
import { chooseTheme, showPalette, type ThemeChoice, themes, useLayout } from '../lib/layout-store.ts'
import { beforeLeaving } from '../lib/leaving.ts'
import { sayError } from '../lib/notices.ts'
import { navigate, useRoute } from '../lib/use-route.ts'
import { useWorkspace } from '../lib/workspace.ts'
import { RetentionDialog } from '../features/retention/retention-dialog.tsx'
import { ViewsMenu } from '../features/views/views-menu.tsx'
import { Button } from '../ui/button.tsx'
import { Keycaps } from '../ui/keycaps.tsx'
import { Choices, Menu, MenuItem } from '../ui/menu.tsx'
import { AsOfPicker } from './as-of-picker.tsx'

export function Header() {
  return (
    <header className="header">
      <WorkspaceMenu />
      <span className="header-dot" aria-hidden>·</span>
      <AsOfPicker />
      <span className="header-dot" aria-hidden>·</span>
      <PolicyMenu />
      <div className="header-right">
        <ViewsMenu />
        <PaletteButton />
        <ThemeMenu />
      </div>
    </header>
  )
}

function WorkspaceMenu() {
  const { organisation, sample, path } = useWorkspace()
  const close = useCommand('workspace.close')
  const [keeps, setKeeps] = useState(false)
  const leave = () => void beforeLeaving().then(() => close.mutate({}, { onError: sayError }))
  useAction({ id: 'workspace-close', label: 'Close this workspace, open another', group: 'Workspace', keywords: 'open create new switch', run: leave })
  useAction({ id: 'retention', label: 'How long things are kept', group: 'Workspace', keywords: 'retention privacy delete old months', run: () => setKeeps(true) })
  return (
    <>
      <Menu
        label={<><span className="truncate">{organisation}</span><ChevronDown size={14} aria-hidden /></>} className="header-organisation"
      >
        <DropdownMenu.Label className="menu-heading">{path}</DropdownMenu.Label>
        <MenuItem icon={<FolderOpen size={15} />} onSelect={leave}>Open or create another…</MenuItem>
        <MenuItem icon={<Hourglass size={15} />} onSelect={() => setKeeps(true)}>How long things are kept…</MenuItem>
        <MenuItem icon={<LogOut size={15} />} onSelect={leave}>Close workspace</MenuItem>
      </Menu>
      <RetentionDialog open={keeps} onClose={() => setKeeps(false)} />
      {sample && !/sample/i.test(organisation) && <span className="chip">synthetic sample</span>}
    </>
  )
}

const policyWords: Record<Policy, { label: string; note: string }> = {
  reliable: { label: 'reliable', note: 'Counts what a method of 85% confidence or more attributed.' },
  all: { label: 'all', note: 'Counts every current attribution, uncertain ones too.' },
}

function PolicyMenu() {
  const { policy } = useRoute()
  const choose = (next: Policy) => navigate({ policy: next })
  useAction({
    id: 'policy', label: policy === 'reliable' ? 'Count all attributions' : 'Count reliable attributions only', group: 'View', shortcut: 'p',
    keywords: 'policy', run: () => choose(policy === 'reliable' ? 'all' : 'reliable'),
  })
  return (
    <Menu label={<>policy: <span className="header-value">{policyWords[policy].label}</span><ChevronDown size={14} aria-hidden /></>}>
      <Choices
        value={policy} onChange={choose}
        options={policies.map((value) => ({ value, ...policyWords[value] }))}
      />
    </Menu>
  )
}

function PaletteButton() {
  return (
    <Button className="palette-button" onClick={() => showPalette(true)} aria-label="Find an action or a page">
      <Search size={14} aria-hidden /> <Keycaps shortcut="mod+k" />
    </Button>
  )
}

const themeWords: Record<ThemeChoice, string> = { light: 'Light', dark: 'Dark', system: 'Like the system' }

function ThemeMenu() {
  const theme = useLayout((state) => state.theme)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  useAction({
    id: 'theme', label: `Theme: change to ${themeWords[next].toLowerCase()}`, group: 'View', shortcut: 't', keywords: 'dark light system colour',
    run: () => chooseTheme(next),
  })
  const Icon = theme === 'light' ? Sun : theme === 'dark' ? Moon : Monitor
  return (
    <Menu label={<Icon size={16} aria-hidden />} name={`Theme: ${themeWords[theme]}`} className="button-icon">
      <Choices value={theme} onChange={chooseTheme} options={themes.map((value) => ({ value, label: themeWords[value] }))} />
    </Menu>
  )
}
