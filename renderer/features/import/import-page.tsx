import { useRoute } from '../../lib/use-route.ts'
import { FilesView } from './files-view.tsx'
import { RowsView } from './rows-view.tsx'
import { SourcesView } from './sources-view.tsx'

/** Files in; what they hold, what was refused and why. */
export function ImportPage() {
  const { view } = useRoute()
  if (view === 'sources') return <SourcesView />
  return view === 'rejects' || view === 'events' || view === 'accounts' ? <RowsView view={view} /> : <FilesView />
}
