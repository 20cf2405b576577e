import { DownloadTrends } from '../features/downloads/download-trends.tsx'
import { ExplorePage } from '../features/explore/explore-page.tsx'

/** Explore with what stands below its figures and is none of them. */
export const Explore = () => <ExplorePage below={<DownloadTrends />} />
