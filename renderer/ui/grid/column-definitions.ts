import type { ColDef, ITooltipParams, ValueFormatterParams } from 'ag-grid-community'
import type { ComponentType } from 'react'
import type { GridColumn } from '../../../shared/contract-grid.ts'
import type { Row, Value } from '../../lib/arrow.ts'
import { formatDay, formatInteger, formatPoints } from '../../lib/formats.ts'
import type { Sort } from '../../lib/route.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { textWidth } from '../../lib/text-width.ts'

/** Drawn in place of the plain value; `row` is undefined while it is on its way. */
export type Cell = ComponentType<{ value?: Value; data?: Row }>

const widths: Record<GridColumn['kind'], number> = { text: 170, number: 96, integer: 104, instant: 120, boolean: 96, band: 104, stage: 120 }

/** A value as the grid, the drawer and the copied text show it. */
export function formatValue(kind: GridColumn['kind'], value: Value | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  switch (kind) {
    case 'number':
      return typeof value === 'number' ? formatPoints(value) : String(value)
    case 'integer':
      return typeof value === 'number' ? formatInteger(value) : String(value)
    case 'instant':
      return formatDay(String(value))
    case 'boolean':
      return value === true || value === 'true' ? 'yes' : 'no'
    case 'stage':
      return sentenceCase(String(value))
    case 'text':
    case 'band':
      return String(value)
  }
}

const padding = 26

/** The whole text, only where the column cuts it off. */
function tooltipWhereCut({ value, column }: ITooltipParams<Row, Value>): string | undefined {
  const text = formatValue('text', value ?? null)
  const room = column && 'getActualWidth' in column ? column.getActualWidth() - padding : 0
  return textWidth(text) > room ? text : undefined
}

export interface ColumnOptions {
  columns: readonly GridColumn[]
  sort: readonly Sort[]
  filtered: ReadonlySet<string>
  cells: Readonly<Record<string, Cell>>
  /** Widths by column name; chosen ones outrank the feature's. */
  width: (column: string) => number | undefined
  onFilter: (column: string, anchor: DOMRect) => void
}

export function columnDefinitions({ columns, sort, filtered, cells, width, onFilter }: ColumnOptions): ColDef<Row>[] {
  return columns.map(({ name, label, kind, definition }, index): ColDef<Row> => {
    const at = sort.findIndex(({ column }) => column === name)
    const right = kind === 'number' || kind === 'integer'
    const cell = cells[name]
    return {
      colId: name,
      field: name,
      headerName: label,
      headerTooltip: definition,
      headerClass: `${right ? 'ag-right-aligned-header' : ''} ${index === 0 ? 'header-first' : ''}`,
      cellClass: `${right ? 'cell-right' : ''} ${index === 0 ? 'cell-first' : ''}`,
      width: width(name) ?? widths[kind],
      minWidth: 72,
      pinned: index === 0 ? 'left' : null,
      lockPosition: index === 0 ? 'left' : false,
      sort: at < 0 ? null : sort[at]?.descending ? 'desc' : 'asc',
      sortIndex: at < 0 ? null : at,
      valueFormatter: (params: ValueFormatterParams<Row, Value>) => formatValue(kind, params.value),
      ...(cell ? { cellRenderer: cell } : {}),
      ...(kind === 'text' ? { tooltip: tooltipWhereCut } : {}),
      headerComponentParams: { innerHeaderComponentParams: { onFilter, filtered: filtered.has(name) } },
    }
  })
}
