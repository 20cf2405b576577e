import { AppError } from '../../../shared/errors.ts'
import type { Column, Source } from './definition.ts'

/** The current sort and filter of one grid, fixed as a table of positions. */
export interface OpenGrid {
  readonly gridId: string
  readonly shown: readonly Column[]
  readonly source: Source
  /** Rows lie in tables that imports and resolution change; kept rows never do. */
  readonly live: boolean
  /** What they were when the grid was opened: the data version, or that of the last whole resolution where decisions leave them. */
  readonly version: number
  readonly outlivesDecisions: boolean
  readonly dataVersion: number
  readonly totalRows: number
  readonly orderTable: string
  readonly copyTable: string
  /** Positions below this one have their visible columns in `copyTable`. */
  copied: number
  closed: boolean
}

/** What a window of a grid that is no longer open answers. */
export const closedGrid = (): AppError => new AppError('not_found', 'This grid was closed. Open it again.')

export const cellsOf = ({ totalRows, shown }: OpenGrid): number => totalRows * (shown.length + 1)
