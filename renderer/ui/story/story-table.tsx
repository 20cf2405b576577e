import type { ReactNode } from 'react'
import './story.css'

export interface StoryColumn<Row> {
  title: string
  /** Numbers stand to the right. */
  isNumber?: boolean
  cell: (row: Row) => ReactNode
}

interface StoryTableProps<Row> {
  label: string
  columns: readonly StoryColumn<Row>[]
  rows: readonly Row[]
  foot?: ReactNode
}

/** A table that wraps instead of scrolling; on paper its head stands on every page. */
export function StoryTable<Row>({ label, columns, rows, foot }: StoryTableProps<Row>) {
  return (
    <table className="story-table" aria-label={label}>
      <thead><tr>{columns.map(({ title, isNumber }) => <th key={title} scope="col" className={isNumber ? 'story-number' : ''}>{title}</th>)}</tr></thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>{columns.map(({ title, isNumber, cell }) => <td key={title} className={isNumber ? 'story-number' : ''}>{cell(row) ?? '–'}</td>)}</tr>
        ))}
      </tbody>
      {foot && <tfoot>{foot}</tfoot>}
    </table>
  )
}
