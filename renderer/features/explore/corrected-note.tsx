import type { UseQueryResult } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { Analysis, Estimate } from '../../../shared/model.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { useLongWait } from '../../ui/fading.tsx'

/** What was asked of section 7. */
export const CorrectedContext = createContext<UseQueryResult<{ corrected: Analysis['corrected'] }> | null>(null)

function useCorrected() {
  const corrected = use(CorrectedContext)
  if (!corrected) throw new Error('Corrected figures stand on Explore.')
  return corrected
}

interface CorrectedNoteProps {
  of: (stage: NonNullable<Analysis['corrected']>['stages'][number]) => Estimate
  format: (value: number | null) => string
}

/** The figure of each stage without false positives, as the blind sample shows them; or what to do to have it. The first time of a run it takes longer than the figure it stands under. */
export function CorrectedNote({ of, format }: CorrectedNoteProps) {
  const { data, error, isPlaceholderData } = useCorrected()
  const route = useRoute()
  const isLong = useLongWait(isPlaceholderData)
  if (error) return <p className="corrected-note">Corrected for false positives: not worked out. {error.message}</p>
  if (!data) return <p className="corrected-note" role="status">Corrected for false positives: drawing …</p>
  const { corrected } = data
  if (corrected === null) {
    return <p className="corrected-note" title="Not available until a blind sample has been judged">Corrected for false positives: not yet. <a href={linkTo(route, { page: 'review', view: 'blind' })}>Judge a blind sample</a></p>
  }
  const words = corrected.stages.map((stage) => `${stage.label} ${format(of(stage).value)} (${format(of(stage).low)}–${format(of(stage).high)})`)
  return (
    <p className={`corrected-note ${isLong ? 'fading' : ''}`} aria-busy={isPlaceholderData} title={`Median and 2.5–97.5% of ${corrected.draws} draws from ${corrected.labels} judgements`}>
      Corrected for false positives: {words.join(', ')}.{isLong && ' Counting for this choice …'}
    </p>
  )
}
