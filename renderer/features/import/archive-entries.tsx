import type { ArchiveEntry } from '../../../shared/contract-import.ts'
import { formatBytes, formatInteger } from '../../lib/formats.ts'
import type { ChosenFile } from './chosen-files.ts'
import { isChangedByHand } from './chosen-files.ts'
import './archive-entries.css'

interface ArchiveEntriesProps {
  entries: readonly ArchiveEntry[]
  file: ChosenFile
  /** The file that is looked at. */
  member: string | null
  onMember: (member: string) => void
}

/** What each file of a ZIP becomes, one import each; any that can be read is looked at below. */
export function ArchiveEntries({ entries, file, member, onMember }: ArchiveEntriesProps) {
  return (
    <div className="archive-entries" tabIndex={0} role="region" aria-label="Files of the archive">
      <table>
        <thead><tr><th scope="col">File in the ZIP</th><th scope="col">Read as</th><th scope="col">Files</th><th scope="col">Size</th></tr></thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.name} className={entry.member !== null && entry.member === member ? 'archive-shown' : ''}>
              <th scope="row">
                {entry.member === null ? <span className="truncate" title={entry.name}>{entry.name}</span> : <EntryButton entry={entry} shown={entry.member === member} onShow={onMember} />}
              </th>
              <td className={entry.format === null ? 'archive-left' : ''}>{wordsOf(entry, file)}</td>
              <td>{formatInteger(entry.files)}</td>
              <td>{entry.bytes > 0 && formatBytes(entry.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EntryButton({ entry: { name, member }, shown, onShow }: { entry: ArchiveEntry; shown: boolean; onShow: (member: string) => void }) {
  return <button type="button" className="archive-name truncate" title={name} aria-pressed={shown} onClick={() => member !== null && onShow(member)}>{name}</button>
}

function wordsOf({ formatLabel, why, member, unassigned }: ArchiveEntry, { members }: ChosenFile): string {
  if (formatLabel === null) return member === null ? `left out: ${why ?? ''}` : 'not recognised: left out unless it is mapped'
  const reading = member === null ? undefined : members[member]
  if (unassigned) return `${formatLabel} · columns to be mapped`
  return reading && isChangedByHand(reading) ? `${formatLabel} · by hand` : formatLabel
}
