import { BeforeEntryFigure } from '../features/before-entry/before-entry-figure.tsx'
import { DownloadTrends } from '../features/downloads/download-trends.tsx'
import { ExplorePage } from '../features/explore/explore-page.tsx'
import { HiddenPage } from '../features/hidden/hidden-page.tsx'
import { OverlapFigure } from '../features/overlap/overlap-figure.tsx'
import { PortfolioPage } from '../features/portfolio/portfolio-page.tsx'
import { SignalComparison } from '../features/signals/signal-comparison.tsx'
import { TrendFigure } from '../features/trend/trend-figure.tsx'
import { useRoute } from '../lib/use-route.ts'

/** One element for good, so that it is not drawn anew with the page around it. */
const below = <><TrendFigure /><SignalComparison /><OverlapFigure /><BeforeEntryFigure /><DownloadTrends /></>

/** Explore with what stands below its figures and is none of them; the companies of its hidden funnel; or several organisations beside one another. */
export function Explore() {
  const { view } = useRoute()
  if (view === 'portfolio') return <PortfolioPage />
  if (view === 'hidden') return <HiddenPage />
  return <ExplorePage below={below} />
}
