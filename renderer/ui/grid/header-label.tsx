import { ListFilter } from 'lucide-react'
import type { IHeaderParams } from 'ag-grid-community'

interface HeaderLabelProps extends IHeaderParams {
  filtered?: boolean
  onFilter?: (column: string, anchor: DOMRect) => void
}

/** A column's name, and the door to its filter (F while the header has the focus). */
export function HeaderLabel({ displayName, column, eGridHeader, filtered = false, onFilter }: HeaderLabelProps) {
  return (
    <span className="header-label">
      <span className="truncate">{displayName}</span>
      {onFilter && (
        <button
          type="button" tabIndex={-1} aria-label={`Filter ${displayName}`} className={`header-filter ${filtered ? 'header-filtered' : ''}`}
          onClick={(event) => {
            event.stopPropagation()
            onFilter(column.getColId(), eGridHeader.getBoundingClientRect())
          }}
        >
          <ListFilter size={13} aria-hidden />
        </button>
      )}
    </span>
  )
}
