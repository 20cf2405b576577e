import type { KeyboardEvent } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Edits } from './reject-edits.ts'
import './correct-table.css'

interface CorrectTableProps {
  headers: readonly string[]
  rejects: Output<'reject.rows'>['rejects']
  edits: Edits
  judged: Output<'reject.fix'>['judged']
  onCell: (row: number, column: number, text: string) => void
}

/** Rows of inputs; Enter goes on to the same column of the next row. */
export function CorrectTable({ headers, rejects, edits, judged, onCell }: CorrectTableProps) {
  const verdicts = new Map(judged.map((each) => [each.row, each]))
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return
    const { row = '0', column = '0' } = event.target.dataset
    event.currentTarget.querySelector<HTMLInputElement>(`input[data-row="${Number(row) + (event.shiftKey ? -1 : 1)}"][data-column="${column}"]`)?.focus()
  }
  return (
    <div className="correct-table" tabIndex={0} role="region" aria-label="Rejected records">
      <table onKeyDown={onKeyDown}>
        <thead>
          <tr><th scope="col">Line</th><th scope="col">Why it was refused</th>{headers.map((header) => <th key={header} scope="col" className="truncate" title={header}>{header}</th>)}</tr>
        </thead>
        <tbody>
          {rejects.map(({ row, line, column, reason, cells }, index) => {
            const verdict = verdicts.get(row)
            const fault = verdict ? verdict.column : column
            return (
              <tr key={row} className={verdict?.reason === null ? 'correct-good' : ''}>
                <td className="numeric soft">{line ?? row}</td>
                <td className="correct-reason">{verdict?.reason === null ? <span className="correct-ok">✓ can come in</span> : (verdict?.reason ?? reason)}</td>
                {headers.map((header, place) => (
                  <td key={header} className={fault === header ? 'correct-fault' : ''}>
                    <input
                      aria-label={`${header}, line ${line ?? row}`} data-row={index} data-column={place} spellCheck={false} autoComplete="off"
                      value={edits.get(row)?.[place] ?? cells[place] ?? ''} onChange={({ target }) => onCell(row, place, target.value)}
                    />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
