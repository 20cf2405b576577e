import { useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { SavedView } from '../../../shared/contract-views.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { formatRoute, parseRoute } from '../../lib/route.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { currentRoute, navigate } from '../../lib/use-route.ts'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { SaveView } from './save-view.tsx'

/** Pages as somebody left them: filter, sort, columns, as-of date and policy. */
export function ViewsMenu() {
  const queries = useQueryClient()
  const { data: views = [] } = useCall('views.list', {}, { isSteady: true })
  const [saving, setSaving] = useState(false)
  const keep = (next: SavedView[]) => queries.setQueryData(['views.list', {}], next)
  const save = useCommand('views.save', { onSuccess: keep })
  const remove = useCommand('views.remove', { onSuccess: keep })
  useAction({ id: 'save-view', label: 'Save this view under a name', group: 'View', shortcut: 'v', keywords: 'bookmark keep filter segment ICP', run: () => setSaving(true) })
  const onSave = (name: string) => save.mutate({ name, address: formatRoute({ ...currentRoute(), open: null }) }, {
    onSuccess: () => {
      setSaving(false)
      say(`“${name}” is saved`)
    },
    onError: sayError,
  })
  const pages = [...new Set(views.map(({ page }) => page))]
  return (
    <>
      <Menu label={<Bookmark size={16} aria-hidden />} name="Saved views" className="button-icon" passesFocus={saving}>
        <MenuItem icon={<BookmarkPlus size={15} />} onSelect={() => setSaving(true)}>Save this view…</MenuItem>
        {views.length === 0 && <p className="menu-note">Filters, sort, columns, as-of date and policy of a page, kept in the workspace under a name.</p>}
        {pages.map((page) => (
          <div key={page}>
            <DropdownMenu.Label className="menu-heading">{sentenceCase(page)}</DropdownMenu.Label>
            {views.filter((view) => view.page === page).map((view) => <ViewItem key={view.name} view={view} onRemove={() => remove.mutate({ name: view.name, page }, { onSuccess: () => say(`“${view.name}” is gone`), onError: sayError })} />)}
          </div>
        ))}
      </Menu>
      <SaveView open={saving} taken={views} isPending={save.isPending} onSave={onSave} onClose={() => setSaving(false)} />
    </>
  )
}

function ViewItem({ view, onRemove }: { view: SavedView; onRemove: () => void }) {
  return (
    <div className="view-item">
      <MenuItem onSelect={() => navigate(parseRoute(view.address))}><span className="truncate">{view.name}</span></MenuItem>
      <DropdownMenu.Item className="menu-item view-remove" aria-label={`Remove the view ${view.name}`} onSelect={onRemove}><Trash2 size={14} aria-hidden /></DropdownMenu.Item>
    </div>
  )
}
