import type { CellKeyDownEvent, FullWidthCellKeyDownEvent } from 'ag-grid-community'
import { guarded } from '../../../shared/formula-guard.ts'
import type { Value } from '../../lib/arrow.ts'

/** What a cell puts on the clipboard: text that a spreadsheet would run as a formula is disarmed, numbers stay numbers. */
export const copiedText = (value: Value | undefined): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? guarded(value) : Array.isArray(value) ? guarded(value.join('; ')) : String(value)

/** Whether the keys ask for the focused cell, and no text is selected that the browser copies by itself. */
export function isCopy<Row>({ event }: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>): boolean {
  return event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'c' && (window.getSelection()?.isCollapsed ?? true)
}
