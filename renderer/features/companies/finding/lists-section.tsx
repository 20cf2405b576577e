import { Tabs } from 'radix-ui'
import { type ResolutionSettings, wordLists } from '../../../../shared/contract-resolution.ts'
import { formatInteger } from '../../../lib/formats.ts'
import { navigate, useRoute } from '../../../lib/use-route.ts'
import { ListPanel } from './list-panel.tsx'

/** The word lists, one of them open; which one stands in the address. */
export function ListsSection({ settings }: { settings: ResolutionSettings }) {
  const { open } = useRoute()
  const chosen = wordLists.find((list) => list === open) ?? 'free-mail'
  return (
    <section className="finding-section" aria-labelledby="lists-title">
      <h2 id="lists-title">Word lists</h2>
      <p className="soft">What addresses and texts are told by. Changes hold in this workspace; the lists as delivered stay what they are.</p>
      <Tabs.Root className="lists" orientation="vertical" value={chosen} onValueChange={(list) => navigate({ open: list, search: '' }, { replace: true })}>
        <Tabs.List className="list-names" aria-label="Word lists">
          {settings.lists.map(({ list, label, defaults, added, removed }) => (
            <Tabs.Trigger key={list} value={list}>
              <span className="truncate" title={label}>{label}</span>
              <span className="list-changed">{[...(added.length > 0 ? [`+${formatInteger(added.length)}`] : []), ...(removed.length > 0 ? [`−${formatInteger(removed.length)}`] : [])].join(' ')}</span>
              <span className="numeric soft">{formatInteger(defaults + added.length - removed.length)}</span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content className="list-panel" value={chosen}><ListPanel list={chosen} /></Tabs.Content>
      </Tabs.Root>
    </section>
  )
}
