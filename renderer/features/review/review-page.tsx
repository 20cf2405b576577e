import { ListChecks } from 'lucide-react'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { BlindView } from './blind-view.tsx'
import { MatchModelButton } from './match-model.tsx'
import { QualityButton } from './quality-button.tsx'
import { conditionsOf, QueueLinks, queueOf } from './queue-links.tsx'
import { ReviewDesk } from './review-desk.tsx'
import './answer.css'
import './dialogs.css'
import './item.css'
import './review.css'

const leading = ['name', 'proposed', 'confidence', 'kind', 'provider', 'events'] as const
const needs = ['item_key', 'kind', 'company_text'] as const

/** What only a person can tell. */
export function ReviewPage() {
  const { counts } = useWorkspace()
  const { view } = useRoute()
  if (counts.imports === 0) {
    return (
      <Page title="Review">
        <Empty icon={<ListChecks size={32} aria-hidden />} text="What only a person can tell is listed here once accounts and developer signals are imported.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      </Page>
    )
  }
  if (view === 'blind') return <BlindView />
  return (
    <ReviewDesk
      key={view} dataset="review_items" queue={queueOf(view)} within={conditionsOf(view)} leading={leading} needs={needs} tools={<><QueueLinks /><MatchModelButton /><QualityButton /></>}
    />
  )
}
