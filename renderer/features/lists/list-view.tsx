import type { Output } from '../../../shared/contract.ts'
import type { TargetListName } from '../../../shared/contract-target-lists.ts'
import { formatInteger } from '../../lib/formats.ts'
import { Trouble } from '../../ui/page.tsx'
import { SegmentFilter } from '../../ui/segment-filter.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EntryTable } from './entry-table.tsx'

interface ListViewProps {
  list: TargetListName
  /** Undefined while it is on its way. */
  read: Output<'targetLists.read'> | undefined
  error: unknown
  onRetry: () => void
}

/** The list as it stands, with the segment it is narrowed to. */
export function ListView({ list, read, error, onRetry }: ListViewProps) {
  return (
    <>
      <SegmentFilter note={(label) => <UnknownNote unknown={read?.unknown ?? []} label={label} />} />
      {error ? <Trouble error={error} onRetry={onRetry} /> : !read ? <div role="status" aria-label="Loading"><Skeleton height={320} /></div> : read.entries.length > 0 && <EntryTable list={list} entries={read.entries.map((entry, index) => ({ ...entry, place: index + 1 }))} />}
      {read && read.found > read.entries.length && <p className="soft">The first {formatInteger(read.entries.length)} of {formatInteger(read.found)}; a file holds all of them.</p>}
    </>
  )
}

function UnknownNote({ unknown, label }: { unknown: Output<'targetLists.read'>['unknown']; label: (column: string) => string }) {
  const kept = unknown.filter(({ subjects }) => subjects > 0).map(({ column, subjects }) => `${label(column).toLowerCase()} unknown of ${formatInteger(subjects)}`)
  return kept.length > 0 && <p className="soft numeric" role="status">Of those listed, {kept.join(', ')}.</p>
}
