import { Dices } from 'lucide-react'
import { useCommand } from '../../lib/engine.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/page.tsx'
import { blindQueue } from '../../../shared/contract-quality.ts'
import { QualityButton } from './quality-button.tsx'
import { QueueLinks } from './queue-links.tsx'
import { ReviewDesk } from './review-desk.tsx'

const drawSize = 200
const anything = { dataset: 'blind_reviews' as const, columns: ['item_key'] }
const leading = ['name', 'company_text', 'proposed'] as const
const needs = ['item_key'] as const

/** The random sample that alone measures precision; what the machine thought is not shown. */
export function BlindView() {
  const { data: open } = useFirstRows(anything, 1)
  const draw = useCommand('quality.draw')
  const drawMore = () => draw.mutate({ size: drawSize, perGroup: true }, { onSuccess: ({ drawn }) => say(`${countOf(drawn, 'attribution', 'attributions')} drawn.`), onError: sayError })
  const empty = open === undefined ? <div role="status" aria-label="Loading" /> : open.totalRows > 0 ? undefined : (
    <Empty icon={<Dices size={32} aria-hidden />} text="Nothing is drawn, or everything drawn is judged. A draw takes about 200 attributions, equally many of every kind of evidence.">
      <Button tone="primary" onClick={drawMore} disabled={draw.isPending}>Draw a sample</Button>
    </Empty>
  )
  return (
    <ReviewDesk
      dataset="blind_reviews" queue={blindQueue} isBlind leading={leading} needs={needs} tools={<><QueueLinks /><QualityButton /></>}
      {...(empty === undefined ? {} : { empty })}
    />
  )
}
