import type { ReactNode } from 'react'
import type { ImportRecord } from '../../../shared/contract-import.ts'
import { formatInteger } from '../../lib/formats.ts'
import './counts.css'

type Door = 'taken' | 'new' | 'changed' | 'same' | 'rejected' | 'duplicates'

const notes: Readonly<Record<Door | 'ignored' | 'erased', string>> = {
  taken: 'Records that came in', new: 'Records that were not there before', changed: 'Records of which a cell is another now', same: 'Records that stand as before',
  rejected: 'Records that were refused, each with the reason', duplicates: 'Records that repeat one of the same file', ignored: 'Well-formed records that carry no signal this product uses', erased: 'Records of people who were erased, or that had their time by a rule of retention',
}

/** What became of the records of a file; where `doors` are given, each count opens its rows. */
export function Counts({ record, doors }: { record: ImportRecord; doors?: Readonly<Record<Door, string>> }) {
  const { rows, records } = record
  const counts: [Door, number][] = [
    ...(records ? ([['new', records.new], ['changed', records.changed], ['same', records.same]] as const).map(([door, count]): [Door, number] => [door, count]) : [['taken', rows.taken] satisfies [Door, number]]),
    ['rejected', rows.rejected], ['duplicates', rows.duplicates],
  ]
  return (
    <p className="outcome" data-testid={doors ? 'outcome' : 'check'}>
      {counts.map(([door, count]) => <Count key={door} note={notes[door]} count={count} {...(doors && count > 0 ? { href: doors[door] } : {})}>{door}</Count>)}
      {rows.ignored > 0 && <Count note={notes.ignored} count={rows.ignored}>ignored</Count>}
      {rows.erased !== undefined && <Count note={notes.erased} count={rows.erased}>erased</Count>}
    </p>
  )
}

function Count({ count, note, href, children }: { count: number; note: string; href?: string; children: ReactNode }) {
  const content = <><strong>{formatInteger(count)}</strong> {children}</>
  return href === undefined ? <span className="soft" title={note}>{content}</span> : <a href={href} title={note}>{content}</a>
}
