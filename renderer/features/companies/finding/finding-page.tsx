import { ArrowLeft } from 'lucide-react'
import { useCall } from '../../../lib/engine.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import '../../../ui/chart/chart.css'
import { Page, Trouble } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { allCompanies } from '../doors.ts'
import './finding.css'
import { LinksSection } from './links-section.tsx'
import { ListsSection } from './lists-section.tsx'
import { Switches } from './switches.tsx'

/** What an analyst sets about how companies are found: links, switches, word lists. */
export function FindingPage() {
  const { data, error, refetch } = useCall('resolution.settings', {}, { keepPrevious: true })
  return (
    <Page
      title="How companies are found" scroll lead="Every change is followed at once: people, companies and scores are brought up to date."
      tools={<a className="button" href={linkTo(useRoute(), allCompanies())}><ArrowLeft size={14} aria-hidden /> Back to the companies</a>}
    >
      <div className="finding">
        <LinksSection />
        {error && !data ? <Trouble error={error} onRetry={() => void refetch()} />
          : !data ? <Skeleton height={480} />
            : <><Switches settings={data} /><ListsSection settings={data} /></>}
      </div>
    </Page>
  )
}
