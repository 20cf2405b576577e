import type {
  CellFocusedEvent, ColDef, GridApi, IRowNode, RowClickedEvent, SuppressHeaderKeyboardEventParams,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useAction } from '../../lib/actions.ts'
import type { Row } from '../../lib/arrow.ts'
import { rememberWidth, toggleCompactRows, useLayout } from '../../lib/layout-store.ts'
import type { Sort } from '../../lib/route.ts'
import { Button } from '../button.tsx'
import { Trouble } from '../page.tsx'
import { Skeleton } from '../skeleton.tsx'
import { say, sayError } from '../../lib/notices.ts'
import { type ColumnOptions, columnDefinitions } from './column-definitions.ts'
import { copiedText, isCopy } from './copied-cell.ts'
import './grid.css'
import { HeaderLabel } from './header-label.tsx'
import { isInCell } from './is-in-cell.ts'
import { gridTheme } from './modules.ts'
import type { Narrowing } from './narrowing.ts'
import type { useGridRows } from './use-grid-rows.ts'

interface DataGridProps extends Omit<ColumnOptions, 'width'> {
  label: string
  dataset: string
  widths: Readonly<Record<string, number>>
  rows: ReturnType<typeof useGridRows>
  rowKey: (row: Row) => string | null
  openKey: string | null
  /** Where the open row stands; it is scrolled into view. */
  position?: number | null
  /** What a row is in, as classes; a row is drawn anew where they change. */
  rowState?: (row: Row) => readonly string[]
  onOpen: (row: Row, position: number) => void
  onSort: (sort: Sort[]) => void
  onColumns: (columns: string[]) => void
  /** What is set where a filter or search leaves no row. */
  narrowing: Narrowing | null
  onClear: () => void
}

const defaultColumn: ColDef<Row> = {
  sortable: true, resizable: true, suppressHeaderMenuButton: true, sortingOrder: ['asc', 'desc', null],
  headerComponentParams: {},
}

/** A grid over an open query of the engine: arrows move, Enter opens, the header sorts and filters. */
export function DataGrid(props: DataGridProps) {
  const { label, dataset, widths, rows, rowKey, openKey, columns, sort, filtered, cells, onFilter, position = null, rowState = stateless } = props
  const look = (row: Row | undefined) => (row === undefined ? [] : [...(openKey !== null && rowKey(row) === openKey ? ['row-open', 'ag-row-selected'] : []), ...rowState(row)])
  const drawn = useRef(new WeakMap<IRowNode<Row>, string>())
  const grid = useRef<GridApi<Row> | null>(null)
  const compact = useLayout((state) => state.compactRows)

  const definitions = useMemo(() => {
    const { columnWidths } = useLayout.getState()
    const width = (column: string) => columnWidths[`${dataset}.${column}`] ?? widths[column]
    return columnDefinitions({ columns, sort, filtered, cells, width, onFilter }).map((definition): ColDef<Row> => ({
      ...definition,
      headerComponentParams: { ...definition.headerComponentParams as object, innerHeaderComponent: HeaderLabel },
      suppressHeaderKeyboardEvent: openFilterOnF(onFilter),
    }))
  }, [columns, sort, filtered, cells, dataset, widths, onFilter])

  useAction({ id: 'compact', label: compact ? 'Wide rows' : 'Compact rows', group: 'View', keywords: 'density height', run: toggleCompactRows })

  const redraw = useEffectEvent(() => {
    const api = grid.current
    const rowNodes = api?.getRenderedNodes().filter((node) => (drawn.current.get(node) ?? '') !== look(node.data).join()) ?? []
    if (rowNodes.length > 0) api?.redrawRows({ rowNodes })
  })
  useEffect(() => redraw(), [openKey, rowState])
  useEffect(() => {
    if (position !== null && position < (rows.totalRows ?? 0)) grid.current?.ensureIndexVisible(position)
  }, [position, rows.totalRows])

  const open = (row: Row | undefined, at: number | null) => {
    if (row && at !== null && rowKey(row) !== null) props.onOpen(row, at)
  }
  /** Row a key asked for before it had come from the engine. */
  const awaited = useRef<number | null>(null)
  const openFocused = (api: GridApi<Row>, at: number | null) => {
    const row = at === null ? undefined : api.getDisplayedRowAtIndex(at)?.data
    awaited.current = row ? null : at
    if (row && rowKey(row) !== openKey) open(row, at)
  }
  // Whoever closed the drawer or asked for other rows meanwhile no longer waits.
  useEffect(() => {
    if (openKey === null) awaited.current = null
  }, [openKey])
  useEffect(() => {
    awaited.current = null
  }, [rows.datasource])
  const openArrived = (api: GridApi<Row>) => {
    if (awaited.current === null) return
    if (api.getFocusedCell()?.rowIndex === awaited.current) openFocused(api, awaited.current)
    else awaited.current = null
  }
  const follow = ({ rowIndex, api }: CellFocusedEvent<Row>) => {
    if (openKey !== null) openFocused(api, rowIndex)
  }

  const enter = useEffectEvent((event: KeyboardEvent) => {
    const api = grid.current
    const [first] = api?.getAllDisplayedColumns() ?? []
    if (!api || !first || event.defaultPrevented || !isOutsideControls(event.target)) return
    // While a row is drawn anew its cell is gone for a moment, and the focus with it.
    const focused = event.target === document.body ? api.getFocusedCell() : null
    if (event.key === 'Enter' && focused) openFocused(api, focused.rowIndex)
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    const opened = api.getRenderedNodes().find(({ data }) => data && openKey !== null && rowKey(data) === openKey)
    api.setFocusedCell(opened?.rowIndex ?? 0, first)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => enter(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  if (rows.error && rows.datasource === null) return <div style={{ padding: 24 }}><Trouble error={rows.error} onRetry={rows.retry} /></div>
  if (rows.datasource === null) return <GridSkeleton />
  return (
    <div
      className={`grid ${rows.pending ? 'grid-pending' : ''}`} role="presentation"
      // The grid itself knows nothing of a cell that is about to be drawn anew.
      onKeyDown={({ key, target }) => { if (key === 'Enter' && grid.current && isInCell(target)) openFocused(grid.current, grid.current.getFocusedCell()?.rowIndex ?? null) }}
    >
      <AgGridReact<Row>
        theme={gridTheme}
        rowModelType="infinite"
        datasource={rows.datasource}
        columnDefs={definitions}
        defaultColDef={defaultColumn}
        cacheBlockSize={100}
        maxBlocksInCache={20}
        infiniteInitialRowCount={Math.max(1, rows.totalRows ?? 1)}
        rowBuffer={12}
        rowHeight={compact ? 26 : 32}
        suppressNoRowsOverlay
        suppressDragLeaveHidesColumns
        suppressMultiSort={false}
        tooltipShowDelay={500}
        getRowClass={({ node, data }) => {
          const classes = look(data)
          drawn.current.set(node, classes.join())
          return classes
        }}
        tabToNextCell={() => false}
        tabToNextHeader={() => false}
        onGridReady={({ api }) => {
          grid.current = api
          api.setGridAriaProperty('label', label)
        }}
        onSortChanged={({ api, source }) => {
          if (source === 'uiColumnSorted') props.onSort(sortOf(api))
        }}
        onColumnResized={({ finished, column, source }) => {
          if (finished && column && source === 'uiColumnResized') rememberWidth(dataset, column.getColId(), column.getActualWidth())
        }}
        onDragStopped={({ api }) => {
          const shown = api.getAllDisplayedColumns().map((column) => column.getColId())
          if (shown.join() !== columns.map(({ name }) => name).join()) props.onColumns(shown)
        }}
        onRowClicked={({ data, rowIndex }: RowClickedEvent<Row>) => open(data, rowIndex)}
        onCellFocused={follow}
        onModelUpdated={({ api }) => openArrived(api)}
        onCellKeyDown={(event) => {
          if ('column' in event && isCopy(event)) void navigator.clipboard.writeText(copiedText(event.data?.[event.column.getColId()])).then(() => say('Cell copied'), sayError)
        }}
      />
      {rows.totalRows === 0 && (
        <div className="grid-empty">
          <p>{props.narrowing?.text ?? 'There are no rows yet.'}</p>
          {props.narrowing && <Button onClick={props.onClear}>{props.narrowing.clear}</Button>}
        </div>
      )}
    </div>
  )
}

const stateless = (): readonly string[] => []

/** The page itself has the focus, as after going to it by its keys. */
const isOutsideControls = (target: EventTarget | null): boolean => target === document.body || (target instanceof HTMLElement && target.id === 'main')

const sortOf = (api: GridApi<Row>): Sort[] =>
  api.getColumnState()
    .filter(({ sort }) => sort)
    .toSorted((left, right) => (left.sortIndex ?? 0) - (right.sortIndex ?? 0))
    .map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }))

const openFilterOnF = (onFilter: ColumnOptions['onFilter']) => ({ event, column, headerRowIndex }: SuppressHeaderKeyboardEventParams<Row>): boolean => {
  if (event.key !== 'f' || event.ctrlKey || event.metaKey || headerRowIndex !== 0 || !('getColId' in column)) return false
  const header = event.target instanceof HTMLElement ? event.target.closest('.ag-header-cell') : null
  if (!header) return false
  event.preventDefault()
  onFilter(column.getColId(), header.getBoundingClientRect())
  return true
}

function GridSkeleton() {
  return (
    <div className="grid">
      <div className="grid-skeleton" role="status" aria-label="Loading rows">
        {Array.from({ length: 12 }, (_, index) => <Skeleton key={index} height={14} width={`${92 - (index * 7) % 30}%`} />)}
      </div>
    </div>
  )
}

