import type { Input } from '../../shared/contract.ts'
import { textOf } from '../lib/arrow.ts'
import { formatDay, formatInteger } from '../lib/formats.ts'
import { useFirstRows } from '../lib/rows.ts'
import { sourceWord } from '../../shared/signal-names.ts'
import { DrawerSection } from './drawer.tsx'
import { Trouble } from './page.tsx'
import { Skeleton } from './skeleton.tsx'

const shown = 50

/** The latest events of a person or subject, with the file and record each came from. */
export function EventList({ query, section: Section = DrawerSection }: { query: Pick<Input<'grid.open'>, 'filter' | 'asOf' | 'policy'>; section?: typeof DrawerSection }) {
  const { data, error } = useFirstRows({
    ...query, dataset: 'events', columns: ['occurred_at', 'signal', 'source', 'target', 'login', 'email', 'company_name', 'file_name', 'source_row', 'quantity'],
  }, shown)
  const note = data ? (data.totalRows > shown ? `latest ${shown} of ${formatInteger(data.totalRows)}` : formatInteger(data.totalRows)) : undefined
  return (
    <Section title="Events" {...(note ? { note } : {})}>
      {error && <Trouble error={error} />}
      {!data && !error && <Skeleton height={120} />}
      {data?.rows.length === 0 && <p className="faint">No event up to this date.</p>}
      <ul className="event-list">
        {data?.rows.map((row, index) => {
          const at = textOf(row, 'occurred_at')
          const who = textOf(row, 'login') ?? textOf(row, 'email')
          const quantity = textOf(row, 'quantity')
          return (
            <li key={index}>
              <time {...(at ? { dateTime: at } : {})}>{at ? formatDay(at) : 'undated'}</time>
              <span>
                {sourceWord(textOf(row, 'signal') ?? textOf(row, 'source') ?? '')}
                {quantity !== null && quantity !== '1' && <span className="numeric"> ×{quantity}</span>}
                {who !== null && <> by <span className="code">{who}</span></>}
              </span>
              <span className="faint">{[textOf(row, 'target'), `${textOf(row, 'file_name') ?? 'file'}, record ${textOf(row, 'source_row') ?? '–'}`].filter(Boolean).join(' · ')}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
