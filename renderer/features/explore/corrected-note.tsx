import type { UseQueryResult } from '@tanstack/react-query'
import type { Analysis, Estimate } from '../../../shared/model.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

/** What was asked of section 7. */
export type Corrected = UseQueryResult<{ corrected: Analysis['corrected'] }>

interface CorrectedNoteProps {
  corrected: Corrected
  of: (stage: NonNullable<Analysis['corrected']>['stages'][number]) => Estimate
  format: (value: number | null) => string
}

/** The figure of each stage without false positives, as the blind sample shows them; or what to do to have it. The first time of a run it takes longer than the figure it stands under. */
export function CorrectedNote({ corrected: { data, error, isPlaceholderData }, of, format }: CorrectedNoteProps) {
  const route = useRoute()
  if (error) return <p className="corrected-note">Corrected for false positives: not worked out. {error.message}</p>
  if (!data) return <p className="corrected-note" role="status">Corrected for false positives: drawing …</p>
  const { corrected } = data
  if (corrected === null) {
    return <p className="corrected-note" title="Not available until a blind sample has been judged">Corrected for false positives: not yet. <a href={linkTo(route, { page: 'review', view: 'blind' })}>Judge a blind sample</a></p>
  }
  const words = corrected.stages.map((stage) => `${stage.label} ${format(of(stage).value)} (${format(of(stage).low)}–${format(of(stage).high)})`)
  return (
    <p className={`corrected-note ${isPlaceholderData ? 'corrected-stale' : ''}`} aria-busy={isPlaceholderData} title={`Median and 2.5–97.5% of ${corrected.draws} draws from ${corrected.labels} judgements`}>
      Corrected for false positives: {words.join(', ')}.{isPlaceholderData && ' Counting for this choice …'}
    </p>
  )
}
