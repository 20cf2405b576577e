import { useRoute } from '../../lib/use-route.ts'
import { CorrectView } from './correct-view.tsx'
import { FilesView } from './files-view.tsx'
import { isRowsView, RowsView } from './rows-view.tsx'
import { SourcesView } from './sources-view.tsx'

/** Files in; what they hold, what was refused and why. */
export function ImportPage() {
  const { view } = useRoute()
  if (view === 'sources') return <SourcesView />
  if (view === 'correct') return <CorrectView />
  return isRowsView(view) ? <RowsView view={view} /> : <FilesView />
}
