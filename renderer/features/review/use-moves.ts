import { useEffect, useEffectEvent } from 'react'
import { type Row, textOf } from '../../lib/arrow.ts'
import { say, sayError } from '../../lib/notices.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { goTo, useDesk } from './desk.ts'
import { textMark } from './item-key.ts'
import { blockSize, type QueueRows } from './queue-rows.ts'
import { line } from './review-line.ts'

/** What became of a row: by itself, or with everybody who writes its text. */
export function markOf(row: Row) {
  const text = textOf(row, 'kind') === 'attribution' ? textOf(row, 'company_text') : null
  return line.mark(textOf(row, 'item_key') ?? '') ?? (text === null ? undefined : line.mark(textMark(text)))
}

export interface Moves {
  /** One row on or back, judged or not. */
  step: (by: number) => void
  /** To the next row that is not judged. */
  advance: () => void
  /** To a row by its identity, wherever it stands. */
  show: (itemKey: string, position: number | null) => Promise<void>
}

const addressPause = 200

/** Moves along the queue. Where the rows are at hand, which they are ahead of the reviewer, a move is done when the call returns. */
export function useMoves(rows: QueueRows | null): Moves {
  const visit = (position: number, row: Row | undefined) => {
    const itemKey = row && textOf(row, 'item_key')
    if (itemKey) goTo(position, itemKey)
  }
  const step = (by: number) => {
    if (rows === null || rows.totalRows === 0) return
    const { position } = useDesk.getState()
    const to = Math.min(rows.totalRows - 1, Math.max(0, position === null ? 0 : position + by))
    const row = rows.at(to)
    if (row) visit(to, row)
    else rows.block(Math.floor(to / blockSize)).then((block) => visit(to, block[to % blockSize]), sayError)
  }
  const advanceFrom = async (from: number) => {
    if (rows === null) return
    for (let at = from + 1; at < rows.totalRows; at += 1) {
      const row = rows.at(at) ?? (await rows.block(Math.floor(at / blockSize)))[at % blockSize]
      if (row && !markOf(row)) {
        if (useDesk.getState().position === from) visit(at, row)
        return
      }
    }
    say('That was the last one of this queue.')
  }
  return {
    step,
    advance: () => {
      const from = useDesk.getState().position ?? -1
      const next = rows?.at(from + 1)
      if (next && !markOf(next)) visit(from + 1, next)
      else advanceFrom(from).catch(sayError)
    },
    show: async (itemKey, position) => {
      const row = position === null ? undefined : rows?.at(position)
      if (row && textOf(row, 'item_key') === itemKey) goTo(position, itemKey)
      else {
        const { itemKey: left } = useDesk.getState()
        const place = (await rows?.find(itemKey)) ?? null
        // Whoever has gone on meanwhile is not called back.
        if (useDesk.getState().itemKey === left) goTo(place, itemKey)
      }
    },
  }
}

/** Keeps the item on screen in the address, once a move is over, and follows the address. */
export function useItemAddress(rows: QueueRows | null, show: Moves['show']): void {
  const { open } = useRoute()
  const itemKey = useDesk((state) => state.itemKey)
  const follow = useEffectEvent(() => {
    const shown = useDesk.getState()
    if (open === null) goTo(null, null)
    else if (open !== shown.itemKey || shown.position === null) void show(open, shown.position)
  })
  useEffect(() => follow(), [open, rows])
  useEffect(() => {
    const timer = window.setTimeout(() => navigate({ open: itemKey }, { replace: true }), addressPause)
    return () => window.clearTimeout(timer)
  }, [itemKey])
}
