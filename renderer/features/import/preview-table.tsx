import type { ImportPreview } from '../../../shared/contract-import.ts'
import './preview-table.css'

/** The first 200 records as they stand in the file. */
export function PreviewTable({ preview: { columns, rows, fileName, format } }: { preview: ImportPreview }) {
  return (
    <div className="preview-table" tabIndex={0} role="region" aria-label={`First rows of ${fileName}`}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col" title={label !== null ? `${name} is read as ${label}` : format === null ? name : `${name} is kept as it is`}>
                <strong className="truncate">{name}</strong><span className="faint">{label !== null ? `→ ${label}` : format === null ? 'not mapped yet' : 'kept aside'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => <tr key={index}>{row.map((value, column) => <td key={column} title={value ?? undefined}>{value ?? ''}</td>)}</tr>)}
        </tbody>
      </table>
    </div>
  )
}
