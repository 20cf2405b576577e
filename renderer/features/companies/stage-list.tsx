import { textOf } from '../../lib/arrow.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useFirstRows } from '../../lib/rows.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { DrawerSection } from '../../ui/drawer.tsx'
import { Trouble } from '../../ui/page.tsx'
import { stageHistory } from './doors.ts'

const shown = 50

/** The account’s way through the funnel: dates the CRM gives, and changes two files show between them. */
export function StageList({ recordId }: { recordId: string }) {
  const route = useRoute()
  const { data, error } = useFirstRows({ dataset: 'stage_changes', filter: [{ column: 'record_id', operator: 'equals', values: [recordId] }], sort: [{ column: 'at', descending: true }] }, shown)
  if (error) return <Trouble error={error} />
  if (!data || data.rows.length === 0) return null
  return (
    <DrawerSection title="Stages">
      <dl className="facts">
        {data.rows.map((row, index) => {
          const [how, stage, before, after] = ['how', 'stage', 'stage_before', 'seen_after'].map((column) => textOf(row, column))
          const seen = how === 'Seen by'
          return (
            <div key={index} style={{ display: 'contents' }}>
              <dt>{formatDay(textOf(row, 'at'))}</dt>
              <dd title={seen ? `The change happened between ${formatDay(after ?? null)} and ${formatDay(textOf(row, 'at'))}, when the two files were collected; it counts as no dated entry.` : undefined}>
                {seen ? `${sentenceCase(before ?? 'unmapped')} → ${sentenceCase(stage ?? 'unmapped')}` : sentenceCase(stage ?? 'unmapped')}{' '}
                <span className="faint">{seen ? 'seen by this date' : 'entered'}</span>
              </dd>
            </div>
          )
        })}
      </dl>
      <p><a href={linkTo(route, stageHistory(recordId))}>{data.totalRows > shown ? `All ${formatInteger(data.totalRows)} in` : 'In'} the stage history</a></p>
    </DrawerSection>
  )
}
