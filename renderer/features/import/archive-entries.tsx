import type { ImportPreview } from '../../../shared/contract-import.ts'
import { formatBytes, formatInteger } from '../../lib/formats.ts'
import './archive-entries.css'

/** What each file of a ZIP becomes: one import each. */
export function ArchiveEntries({ entries }: { entries: NonNullable<ImportPreview['entries']> }) {
  return (
    <div className="archive-entries" tabIndex={0} role="region" aria-label="Files of the archive">
      <table>
        <thead><tr><th scope="col">File in the ZIP</th><th scope="col">Read as</th><th scope="col">Files</th><th scope="col">Size</th></tr></thead>
        <tbody>
          {entries.map(({ name, files, bytes, formatLabel }) => (
            <tr key={name}><th scope="row" className="truncate" title={name}>{name}</th><td>{formatLabel}</td><td>{formatInteger(files)}</td><td>{formatBytes(bytes)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
