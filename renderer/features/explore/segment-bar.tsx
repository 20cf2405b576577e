import type { Analysis } from '../../../shared/model.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { SegmentFilter } from '../../ui/segment-filter.tsx'

/** Which segment of the market all figures of the page count. */
export const SegmentBar = ({ analysis: { segment } }: { analysis: Analysis }) => (
  <SegmentFilter note={(label) => segment && <p className="soft numeric" role="status">{segmentWords(segment, label)}</p>} />
)

function segmentWords({ subjects, unknown }: NonNullable<Analysis['segment']>, label: (column: string) => string): string {
  const kept = unknown.filter((each) => each.subjects > 0).map((each) => `${label(each.column).toLowerCase()} unknown of ${formatInteger(each.subjects)}`)
  return `${countOf(subjects, 'company', 'companies')} counted${kept.length > 0 ? `, ${kept.join(', ')}` : ''}. Scores and cut-offs are those of all.`
}
