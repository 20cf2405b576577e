import { Keyboard } from 'lucide-react'
import { useAction } from '../lib/actions.ts'
import { showShortcuts } from '../lib/layout-store.ts'
import { linkTo, navigate, useRoute } from '../lib/use-route.ts'
import { Button } from '../ui/button.tsx'
import { Tip } from '../ui/tip.tsx'
import { Mark } from './mark.tsx'
import { type PageEntry, pageEntries } from './pages.ts'

export function Rail() {
  return (
    <nav className="rail" aria-label="Pages">
      <div className="rail-mark"><Mark size={18} /> Bandstand</div>
      {pageEntries.map((entry) => <RailLink key={entry.page} {...entry} />)}
      <div className="rail-foot">
        <Button tone="quiet" onClick={() => showShortcuts(true)}><Keyboard size={16} aria-hidden /> Shortcuts</Button>
      </div>
    </nav>
  )
}

function RailLink({ page, label, icon: Icon, shortcut }: PageEntry) {
  const route = useRoute()
  useAction({ id: `go-${page}`, label: `Go to ${label}`, group: 'Pages', shortcut, run: () => goInto(page) })
  return (
    <Tip text={label} shortcut={shortcut} side="right">
      <a className="rail-link" href={linkTo(route, { page })} {...(route.page === page ? { 'aria-current': 'page' } : {})}>
        <Icon size={16} aria-hidden /> {label}
      </a>
    </Tip>
  )
}

/** By keys one arrives in the page, not in the rail. */
function goInto(page: PageEntry['page']): void {
  navigate({ page })
  document.getElementById('main')?.focus()
}
