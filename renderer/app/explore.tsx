import { BeforeEntryFigure } from '../features/before-entry/before-entry-figure.tsx'
import { DownloadTrends } from '../features/downloads/download-trends.tsx'
import { ExplorePage } from '../features/explore/explore-page.tsx'
import { PortfolioPage } from '../features/portfolio/portfolio-page.tsx'
import { SignalComparison } from '../features/signals/signal-comparison.tsx'
import { useRoute } from '../lib/use-route.ts'

/** Explore with what stands below its figures and is none of them; or several organisations beside one another. */
export const Explore = () => (useRoute().view === 'portfolio' ? <PortfolioPage /> : <ExplorePage below={<><SignalComparison /><BeforeEntryFigure /><DownloadTrends /></>} />)
