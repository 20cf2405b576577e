import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Condition, Dataset } from '../../../shared/contract-grid.ts'
import { useAction } from '../../lib/actions.ts'
import { countOf } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { navigate } from '../../lib/use-route.ts'
import { useDataset } from '../../ui/grid/use-dataset.ts'
import { Page } from '../../ui/page.tsx'
import { BulkButton } from './bulk-button.tsx'
import { goTo, useDesk } from './desk.ts'
import { DeskFoot } from './desk-foot.tsx'
import { itemKeyOf } from './item-key.ts'
import { ItemSide } from './item-side.tsx'
import { KeysButton } from './keys-dialog.tsx'
import { KindTabs } from './kind-tabs.tsx'
import { QueueSide } from './queue-side.tsx'
import { reviewKeys } from './review-keys.ts'
import { ReviewerButton } from './reviewer-button.tsx'
import { line, useHeard, useReviewLine } from './review-line.ts'
import { SheetButton } from './sheet-button.tsx'
import { useFigures } from './use-figures.ts'
import { useItemsAhead } from './use-item.ts'
import { useItemAddress, useMoves } from './use-moves.ts'
import { useQueue } from './use-queue.ts'

interface ReviewDeskProps {
  dataset: Extract<Dataset, 'review_items' | 'blind_reviews'>
  /** Where decisions say they were met. */
  queue: string
  isBlind?: boolean
  tools: ReactNode
  /** What the queue holds whatever is filtered. */
  within?: readonly Condition[]
  leading: readonly string[]
  needs: readonly string[]
  /** Shown in place of a queue that has nothing at all, or is not known yet. */
  empty?: ReactNode
}

/** A queue on the left, one item on the right, and nothing but keys between them. */
export function ReviewDesk({ dataset, queue: queueName, isBlind = false, tools, within, leading, needs, empty }: ReviewDeskProps) {
  useReviewLine()
  const shown = useDataset({ dataset, needs, leading, leadingOnly: true, ...(within ? { within } : {}) })
  // Opened once there is something in it: it stays as it was when it was opened.
  const queue = useQueue(empty === undefined ? shown.fetched : null)
  const { rows } = queue
  const moves = useMoves(rows)
  const position = useDesk((state) => state.position)
  const hasItem = useDesk((state) => state.itemKey !== null)
  useItemsAhead(rows, position)
  useItemAddress(rows, moves.show)
  const figures = useFigures()
  useSayInStatusLine(rows === null ? null : `${countOf(rows.totalRows, 'item')} · ${figures}`)

  const refresh = useCallback(async () => {
    await line.settled()
    line.forget()
    const fresh = await queue.refresh()
    const { itemKey } = useDesk.getState()
    const at = fresh === null || itemKey === null ? null : await fresh.find(itemKey)
    // The reviewer has gone on meanwhile.
    if (useDesk.getState().itemKey !== itemKey) return fresh
    if (at === null) {
      // What was on screen has left the queue: on with its first item. The address would bring it back.
      goTo(null, null)
      navigate({ open: null }, { replace: true })
    } else goTo(at, itemKey)
    return fresh
  }, [queue])

  const takeBackAll = async (title: string) => {
    await refresh()
    say(`Undone. ${title} are back in the queue.`)
  }

  // A stroke of an earlier session was taken back: its item is in the queue again.
  const bringBack = useEffectEvent(async ({ kind, scope, subject, object }: NonNullable<ReturnType<typeof useHeard.getState>['undone']>) => {
    const fresh = await refresh()
    if (scope === 'one' && (kind === 'claim' || kind === 'attribution' || kind === 'match')) {
      const itemKey = itemKeyOf({ kind, subject, object })
      goTo((await fresh?.find(itemKey)) ?? null, itemKey)
    }
    say('Undone. It is back in the queue.')
  })
  const giveBack = useEffectEvent(({ itemKey, position: at }: { itemKey: string | null; position: number | null }) => {
    if (itemKey !== null) void moves.show(itemKey, at)
  })
  useEffect(() => useHeard.subscribe(({ undone, failed }, before) => {
    if (undone !== null && undone !== before.undone) bringBack(undone).catch(sayError)
    if (failed !== null && failed !== before.failed) giveBack(failed.stroke)
  }), [])

  useAction({ ...reviewKeys.next, group: 'Review', repeats: true, run: () => moves.step(1) })
  useAction({ ...reviewKeys.previous, group: 'Review', repeats: true, run: () => moves.step(-1) })
  useAction({
    ...reviewKeys.undo, group: 'Review', run: () => {
      const stroke = line.undo()
      if (stroke?.itemKey != null) void moves.show(stroke.itemKey, stroke.position)
      else if (stroke !== null) takeBackAll(stroke.title).catch(sayError)
    },
  })
  useAction({ ...reviewKeys.refresh, group: 'Review', run: () => void refresh().catch(sayError) })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const floating = document.querySelector('[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open]')
      if (event.key === 'Escape' && !event.defaultPrevented && !floating && !(event.target instanceof HTMLInputElement)) navigate({ open: null }, { replace: true })
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  // The same element while the reviewer moves: the grid is not drawn again for a key.
  const { fetched } = shown
  const beside = useMemo(() => (isBlind ? null : <><KindTabs />{fetched && <BulkButton shown={narrowed(fetched)} queue={queueName} onDecided={refresh} />}</>), [isBlind, fetched, queueName, refresh])

  return (
    <Page title="Review" tools={<>{tools}{fetched && <SheetButton shown={{ ...narrowed(fetched), sort: fetched.sort ?? [] }} dataset={dataset} queue={queueName} onApplied={refresh} />}<ReviewerButton /><KeysButton /></>}>
      {empty ?? (
        <>
          <div className={`desk ${hasItem ? 'desk-open' : ''}`}>
            <QueueSide dataset={shown} queue={queue}>{beside}</QueueSide>
            <ItemSide queue={queueName} isBlind={isBlind} moves={moves} />
          </div>
          <DeskFoot total={rows?.totalRows ?? null} onRefresh={() => void refresh().catch(sayError)} />
        </>
      )}
    </Page>
  )
}

/** What is shown, without the columns it is shown in. */
const narrowed = ({ filter = [], search = '', asOf, policy }: Input<'grid.open'>) => ({ filter, search, ...(asOf === undefined ? {} : { asOf }), ...(policy === undefined ? {} : { policy }) })
