import type { Analysis, Estimate } from '../../../shared/model.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

interface CorrectedNoteProps {
  corrected: Analysis['corrected']
  of: (stage: NonNullable<Analysis['corrected']>['stages'][number]) => Estimate
  format: (value: number | null) => string
}

/** The figure of each stage without false positives, as the blind sample shows them; or what to do to have it. */
export function CorrectedNote({ corrected, of, format }: CorrectedNoteProps) {
  const route = useRoute()
  if (corrected === null) {
    return <p className="corrected-note" title="Not available until a blind sample has been judged">Corrected for false positives: not yet. <a href={linkTo(route, { page: 'review', view: 'blind' })}>Judge a blind sample</a></p>
  }
  const words = corrected.stages.map((stage) => `${stage.label} ${format(of(stage).value)} (${format(of(stage).low)}–${format(of(stage).high)})`)
  return <p className="corrected-note" title={`Median and 2.5–97.5% of ${corrected.draws} draws from ${corrected.labels} judgements`}>Corrected for false positives: {words.join(', ')}.</p>
}
