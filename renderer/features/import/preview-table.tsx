import type { ImportPreview } from '../../../shared/contract-import.ts'
import './preview-table.css'

/** The first 200 records as they stand in the file. */
export function PreviewTable({ preview: { columns, rows, fileName, fields } }: { preview: ImportPreview }) {
  const labels = new Map(fields.map(({ field, label }) => [field, label]))
  return (
    <div className="preview-table" tabIndex={0} role="region" aria-label={`First rows of ${fileName}`}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, field }) => (
              <th key={name} scope="col" title={field ? `${name} is read as ${labels.get(field) ?? field}` : `${name} is kept as it is`}>
                <strong className="truncate">{name}</strong><span className="faint">{field ? `→ ${labels.get(field) ?? field}` : 'kept'}</span>
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
