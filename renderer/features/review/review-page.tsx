import { ListChecks } from 'lucide-react'
import { useMemo } from 'react'
import { useAction } from '../../lib/actions.ts'
import { textOf } from '../../lib/arrow.ts'
import { useCommand } from '../../lib/engine.ts'
import { say, sayError } from '../../lib/notices.ts'
import { type FirstRows, useFirstRows } from '../../lib/rows.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useRunParameters, useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { reviewCells, reviewWidths } from './cells.tsx'
import { readItemKey } from './item-key.ts'
import { BlindView } from './blind-view.tsx'
import { MatchModelButton } from './match-model.tsx'
import { QualityButton } from './quality-button.tsx'
import { QueueLinks } from './queue-links.tsx'
import { ReviewPanel } from './review-panel.tsx'
import './review.css'

/** How far ahead the queue is known for going on. */
const ahead = 500

const open = (key: string | null) => navigate({ open: key }, { replace: true })

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
  return view === 'blind' ? <BlindView /> : <UncertainView />
}

/** The most uncertain and consequential first. */
function UncertainView() {
  const route = useRoute()
  const parameters = useRunParameters()
  const { where, search, sort } = route
  const query = useMemo(() => ({ dataset: 'reviews' as const, columns: ['item_key'], filter: where, search, sort, ...parameters }), [where, search, sort, parameters])
  const queue = useFirstRows(query, ahead)
  const keys = useMemo(() => keysOf(queue.data), [queue.data])
  const at = route.open === null ? -1 : keys.indexOf(route.open)
  // The key may come before the queue does.
  const goOn = async () => {
    const known = queue.data ? keys : keysOf((await queue.refetch({ cancelRefetch: false })).data)
    open(known[at + 1] ?? route.open)
  }
  const undo = useCommand('review.undo')

  useAction({ id: 'review-next', label: 'Next item', group: 'Review', shortcut: 'j', run: () => void goOn() })
  useAction({ id: 'review-previous', label: 'Previous item', group: 'Review', shortcut: 'k', run: () => open(keys[Math.max(0, at - 1)] ?? route.open) })
  useAction({
    id: 'review-undo', label: 'Undo the last decision', group: 'Review', shortcut: 'u',
    run: () => undo.mutate({}, {
      onSuccess: ({ undone: { kind, subject, object } }) => {
        say('Undone. It is back in the queue.')
        if (object !== null && undoneIsOne(kind)) open(JSON.stringify([kind, subject, object]))
      },
      onError: sayError,
    }),
  })

  const item = route.open === null ? null : readItemKey(route.open)
  return (
    <Page
      title="Review" tools={<><QueueLinks /><MatchModelButton /><QualityButton /></>}
      lead="Who works where, and which account that is: the most uncertain and consequential first. J opens the next one, 1 accepts, 2 rejects, 0 says it is not in the CRM,  U undoes."
    >
      <GridView dataset="reviews" noun={['item', 'items']} keyColumn="item_key" cells={reviewCells} widths={reviewWidths} />
      {item && route.open !== null && (
        <ReviewPanel key={route.open} item={item} onDecided={() => open(keys[at + 1] ?? null)} onClose={() => open(null)} />
      )}
    </Page>
  )
}

const keysOf = (rows: FirstRows | undefined): string[] => rows?.rows.flatMap((row) => textOf(row, 'item_key') ?? []) ?? []

const undoneIsOne = (kind: string): boolean => kind === 'match' || kind === 'attribution'
