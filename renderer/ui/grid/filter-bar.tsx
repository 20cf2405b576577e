import { ListFilter, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useMemo, useState } from 'react'
import type { Condition, GridColumn } from '../../../shared/contract-grid.ts'
import { useAction } from '../../lib/actions.ts'
import { conditionWords } from '../../lib/condition-words.ts'
import { Button } from '../button.tsx'
import { Menu, MenuItem } from '../menu.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { isInCell } from './is-in-cell.ts'
import type { ValueQuery } from './value-list.tsx'

/** The column whose condition is being edited, and where its editor stands. */
export interface Editing {
  column: string
  anchor: DOMRect
}

interface FilterBarProps {
  columns: readonly GridColumn[]
  query: ValueQuery & { filter: readonly Condition[] }
  editing: Editing | null
  onEdit: (editing: Editing | null) => void
  onFilter: (filter: Condition[]) => void
  /** Offers to keep rows of which it is not known; ticked for a new condition. */
  offersUnknown?: boolean
}

/** Conditions as chips; each opens its editor, and so does every column's header. */
export function FilterBar({ columns, query, editing, onEdit, onFilter, offersUnknown = false }: FilterBarProps) {
  const edited = columns.find(({ name }) => name === editing?.column)
  const anchor = useMemo(() => ({ current: { getBoundingClientRect: () => editing?.anchor ?? new DOMRect() } }), [editing])
  const current = query.filter.find(({ column }) => column === editing?.column) ?? null
  const [keepsUnknown, setKeepsUnknown] = useState(true)
  const keeps = current ? current.orBlank === true : keepsUnknown
  const set = (next: Condition) => onFilter([...without(next.column), { ...next, ...(offersUnknown && keeps ? { orBlank: true } : {}) }])
  const keepUnknown = (keep: boolean) => {
    setKeepsUnknown(keep)
    if (current) onFilter([...without(current.column), { column: current.column, operator: current.operator, values: current.values, ...(keep ? { orBlank: true } : {}) }])
  }
  const without = (column: string) => query.filter.filter((each) => each.column !== column)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  // What was pressed leaves the screen, and the focus would fall to the page.
  const takeAway = (left: Condition[]) => {
    menu?.querySelector('button')?.focus()
    onFilter(left)
  }
  useAction({ id: 'filter', label: 'Filter rows', group: 'This page', shortcut: 'f', run: () => menu?.querySelector('button')?.click() })

  return (
    <>
      {query.filter.map((condition, index) => (
        <span className="filter-chip" key={`${condition.column}-${index}`}>
          <button
            type="button" title={conditionWords(condition, columns)}
            onClick={({ currentTarget }) => onEdit({ column: condition.column, anchor: currentTarget.getBoundingClientRect() })}
          >
            <span className="truncate">{conditionWords(condition, columns)}</span>
          </button>
          <button type="button" aria-label={`Remove: ${conditionWords(condition, columns)}`} onClick={() => takeAway(query.filter.filter((each) => each !== condition))}>
            <X size={13} aria-hidden />
          </button>
        </span>
      ))}
      <span ref={setMenu} style={{ display: 'contents' }}>
        <Menu tone="plain" passesFocus label={<><ListFilter size={14} aria-hidden /> Filter</>}>
          {columns.map(({ name, label }) => (
            <MenuItem key={name} onSelect={() => {
              const rect = menu?.querySelector('button')?.getBoundingClientRect()
              // The menu leaves the screen first.
              if (rect) window.setTimeout(() => onEdit({ column: name, anchor: rect }))
            }}
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      </span>
      {query.filter.length > 0 && <Button tone="quiet" onClick={() => takeAway([])}>Clear</Button>}
      <Popover.Root open={edited !== undefined} onOpenChange={(open) => { if (!open) onEdit(null) }}>
        <Popover.Anchor virtualRef={anchor} />
        <Popover.Portal>
          <Popover.Content
            className="popover" align="start" sideOffset={6} collisionPadding={12} aria-label={edited ? `Filter ${edited.label}` : undefined}
            // A grid whose rows come takes the focus back for its cell, which is nobody leaving the editor; pressing a cell is.
            onFocusOutside={(event) => { if (isInCell(event.detail.originalEvent.target)) event.preventDefault() }}
          >
            {edited && <h3 className="filter-heading">{edited.label}</h3>}
            {edited && (
              <ConditionEditor
                key={edited.name} column={edited} query={{ ...query, filter: without(edited.name) }}
                condition={current}
                onChange={(next) => {
                  if (next) set(next)
                  else onFilter(without(edited.name))
                  if (!next || next.operator !== 'in') onEdit(null)
                }}
              />
            )}
            {edited && offersUnknown && (
              <label className="check filter-unknown"><input type="checkbox" checked={keeps} onChange={({ target }) => keepUnknown(target.checked)} /> Also where it is unknown</label>
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  )
}
