import { Dices } from 'lucide-react'
import { useMemo } from 'react'
import { useAction } from '../../lib/actions.ts'
import { textOf } from '../../lib/arrow.ts'
import { useCommand } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { GridView } from '../../ui/grid/grid-view.tsx'
import { Empty, Page } from '../../ui/page.tsx'
import { BlindPanel } from './blind-panel.tsx'
import { reviewCells, reviewWidths } from './cells.tsx'
import { readItemKey } from './item-key.ts'
import { QualityButton } from './quality-button.tsx'
import { QueueLinks } from './queue-links.tsx'

const ahead = 500
const drawSize = 200

const open = (key: string | null) => navigate({ open: key }, { replace: true })

/** The random sample that alone measures precision; what the machine thought is not shown. */
export function BlindView() {
  const route = useRoute()
  const parameters = useRunParameters()
  const { where, search, sort } = route
  const query = useMemo(() => ({ dataset: 'blind_reviews' as const, columns: ['item_key', 'proposed'], filter: where, search, sort, ...parameters }), [where, search, sort, parameters])
  const { data: found } = useFirstRows(query, ahead)
  const items = useMemo(() => (found?.rows ?? []).flatMap((row) => {
    const key = textOf(row, 'item_key')
    return key === null ? [] : [{ key, company: textOf(row, 'proposed') ?? '' }]
  }), [found])
  const at = items.findIndex(({ key }) => key === route.open)
  const go = (step: number) => open(items[Math.max(0, at + step)]?.key ?? null)
  const undo = useCommand('review.undo')
  const draw = useCommand('quality.draw')

  useAction({ id: 'blind-next', label: 'Next item', group: 'Review', shortcut: 'j', run: () => go(1) })
  useAction({ id: 'blind-previous', label: 'Previous item', group: 'Review', shortcut: 'k', run: () => go(-1) })
  useAction({
    id: 'blind-undo', label: 'Undo the last decision', group: 'Review', shortcut: 'u',
    run: () => undo.mutate({}, { onSuccess: () => say('Undone. It is back in the queue.'), onError: sayError }),
  })
  const drawMore = () => draw.mutate({ size: drawSize, perGroup: true }, { onSuccess: ({ drawn }) => say(`${countOf(drawn, 'attribution', 'attributions')} drawn.`), onError: sayError })

  const item = route.open === null ? null : readItemKey(route.open)
  const isEmpty = found !== undefined && items.length === 0 && search === '' && where.length === 0
  return (
    <Page
      title="Review" tools={<><QueueLinks /><QualityButton /></>}
      lead="Attributions drawn at random from every kind of evidence. J opens the next one, 1 says correct, 2 incorrect, 3 leaves it open, U undoes. Only these judgements measure precision and correct the figures in Explore."
    >
      {isEmpty ? (
        <Empty icon={<Dices size={32} aria-hidden />} text="Nothing is drawn, or everything drawn is judged. A draw takes about 200 attributions, equally many of every kind of evidence.">
          <Button tone="primary" onClick={drawMore} disabled={draw.isPending}>Draw a sample</Button>
        </Empty>
      ) : (
        <GridView dataset="blind_reviews" noun={['item', 'items']} keyColumn="item_key" cells={reviewCells} widths={reviewWidths} />
      )}
      {item && route.open !== null && at >= 0 && (
        <BlindPanel key={route.open} item={item} company={items[at]?.company ?? ''} onDecided={() => go(1)} onSkip={() => go(1)} onClose={() => open(null)} />
      )}
    </Page>
  )
}
