import type { MatchModel } from '../../../shared/contract-review.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { readSetting } from '../db/settings.ts'
import { ensureFound } from '../resolve/ensure-resolved.ts'
import type { Session } from '../session.ts'
import { withAlike } from './alike-claims.ts'
import { appendDecisions, listDecisions, reviewerOf, revertBatch, standingDecision } from './decision-store.ts'
import { decideBulk, previewBulk } from './bulk.ts'
import { changeDecisions } from './change-decisions.ts'
import { decidedSince } from './decided-since.ts'
import { findAccounts } from './find-accounts.ts'
import { readItems, type ItemKey } from './read-items.ts'
import { validDecision } from './valid-decision.ts'

type ReviewHandlers = Pick<Handlers, 'review.previewBulk' | 'review.decideBulk' | 'review.decide' | 'review.undo' | 'review.decisions' | 'review.since' | 'review.matchModel' | 'review.item' | 'review.items' | 'review.accounts'>

export function reviewHandlers(session: Session): ReviewHandlers {
  const items = async (asked: readonly ItemKey[], signal: AbortSignal) => {
    const workspace = session.workspace()
    await ensureFound(workspace, signal)
    return readItems(workspace.reader, asked)
  }
  return {
    'review.decide': async ({ decisions, reviewer }, signal) => {
      const workspace = session.workspace()
      const { writer } = workspace
      const valid = decisions.map(validDecision)
      if (decisions.some(({ alike }) => alike)) await ensureFound(workspace, signal)
      return changeDecisions(session, workspace, async () => {
        const spread = await withAlike(writer, valid, decisions.map(({ alike }) => alike))
        const decisionIds = await appendDecisions(writer, spread.map((decision) => ({ ...decision, reverts: null })), await reviewerOf(writer, reviewer))
        return { decisionIds, batch: decisionIds[0] ?? 0 }
      })
    },
    'review.previewBulk': (query, signal) => previewBulk(session.workspace(), query, signal),
    'review.decideBulk': (bulk, signal) => {
      const workspace = session.workspace()
      return decideBulk(workspace, bulk, { signal, change: (work) => changeDecisions(session, workspace, work) })
    },
    'review.undo': async ({ decisionId, reviewer }) => {
      const workspace = session.workspace()
      const { writer } = workspace
      return changeDecisions(session, workspace, async () => {
        const by = await reviewerOf(writer, reviewer)
        const standing = await standingDecision(writer, { decisionId, reviewer: by })
        return { undone: { ...standing, reverted: true }, batch: standing.batch, ...(await revertBatch(writer, standing.batch, by)) }
      })
    },
    'review.since': ({ dataVersion }) => decidedSince(session.workspace().reader, dataVersion),
    'review.item': async (item, signal) => {
      const [read] = await items([item], signal)
      if (!read) throw new AppError('not_found', 'This item is no more; the data changed since the queue was opened.')
      return read
    },
    'review.items': ({ items: asked }, signal) => items(asked, signal),
    'review.accounts': ({ search }) => findAccounts(session.workspace().reader, search),
    'review.matchModel': async () => (await readSetting<MatchModel>(session.workspace().reader, 'match_model')) ?? null,
    'review.decisions': ({ kind, subject, before, limit }) => listDecisions(session.workspace().reader, { kind, subject, before, limit }),
  }
}
