import { Users } from 'lucide-react'
import { emptyRoute } from '../../lib/route.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { peopleCells, peopleWidths } from './cells.tsx'
import { StoryOfPerson } from './story/story-of-person.tsx'
import { PersonDrawer } from './person-drawer.tsx'

/** Every developer identity and the company it is attributed to. */
export function PeoplePage() {
  const { counts } = useWorkspace()
  const { open, view } = useRoute()
  if (counts.imports === 0) {
    return (
      <Page title="People">
        <Empty icon={<Users size={32} aria-hidden />} text="People appear here once GitHub profiles, stars, forks or other signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  if (view === 'person' && open !== null) return <StoryOfPerson key={open} person={open} />
  return (
    <Page title="People" lead="Every developer identity in the signals, and the company the evidence attributes it to.">
      <GridView dataset="people" noun={['person', 'people']} keyColumn="person_key" cells={peopleCells} widths={peopleWidths} />
      {open !== null && <PersonDrawer personKey={open} onClose={() => navigate({ open: null }, { replace: true })} onErased={() => navigate({ ...emptyRoute, page: 'people' }, { replace: true })} />}
    </Page>
  )
}
