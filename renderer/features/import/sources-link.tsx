import { ChartNoAxesGantt } from 'lucide-react'
import { useAction } from '../../lib/actions.ts'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'

/** From the files to what they amount to: periods, gaps and limits. */
export function SourcesLink() {
  const route = useRoute()
  useAction({ id: 'sources', label: 'Show how complete each source is', group: 'This page', shortcut: 's', keywords: 'completeness gaps period limits', run: () => navigate({ page: 'import', view: 'sources' }) })
  return <a className="button" href={linkTo(route, { page: 'import', view: 'sources' })} title="Period, gaps and known limits of every source"><ChartNoAxesGantt size={14} aria-hidden /> Sources</a>
}
