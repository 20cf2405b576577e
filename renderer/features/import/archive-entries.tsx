import type { ImportPreview } from '../../../shared/contract-import.ts'
import { formatBytes, formatInteger } from '../../lib/formats.ts'
import './archive-entries.css'

/** What each file of a ZIP becomes: one import each. */
export function ArchiveEntries({ entries }: { entries: NonNullable<ImportPreview['entries']> }) {
  return (
    <ul className="archive-entries" aria-label="Files of the archive">
      {entries.map(({ name, files, bytes, formatLabel }) => (
        <li key={name}>
          <span className="truncate" title={name}>{name}</span>
          <span className="soft numeric">{[formatLabel, files > 1 ? `${formatInteger(files)} files` : null, formatBytes(bytes)].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}
