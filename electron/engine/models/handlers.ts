import type { Handlers } from '../../../shared/contract.ts'
import type { Policy } from '../../../shared/model.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { reviewerOf } from '../review/decision-store.ts'
import { thresholdsFor } from '../score/thresholds.ts'
import type { Session } from '../session.ts'
import { backTest } from './back-test.ts'
import { type Comparison, compareModels } from './compare.ts'
import { compareSubject } from './compare-subject.ts'
import { previewModel } from './preview.ts'
import { type AskedSide, readSide } from './sides.ts'
import { appendChoice, appendVersion, listModels, versionNumbered } from './versions.ts'

type ModelHandlers = Pick<Handlers, 'models.list' | 'models.save' | 'models.use' | 'models.preview' | 'models.compare' | 'models.compareSubject' | 'models.backTest'>

export function modelHandlers(session: Session): ModelHandlers {
  const change = async (workspace: Workspace, work: () => Promise<void>) => {
    await workspace.exclusive(() => transaction(workspace.writer, work))
    await session.changed()
    return listModels(workspace.reader)
  }
  return {
    'models.list': () => listModels(session.workspace().reader),
    'models.save': async ({ name, note, author, model, use }) => {
      const workspace = session.workspace()
      const { writer } = workspace
      return change(workspace, async () => {
        await checkFrozen(workspace, model)
        const by = await reviewerOf(writer, author)
        const version = await appendVersion(writer, { name, note, author: by, model })
        if (use) await appendChoice(writer, { version, author: by, note: null })
      })
    },
    'models.use': async ({ version, note, author }) => {
      const workspace = session.workspace()
      const { writer } = workspace
      return change(workspace, async () => {
        await versionNumbered(writer, version)
        await appendChoice(writer, { version, note, author: await reviewerOf(writer, author) })
      })
    },
    'models.preview': async ({ model, against, ...request }, signal) => {
      const workspace = session.workspace()
      const { version } = await readSide(workspace.reader, { version: against })
      return previewModel(workspace, { ...request, model, against: await versionNumbered(workspace.reader, version ?? 0) }, signal)
    },
    'models.compare': async ({ from, to, policy, ...page }, signal) => {
      const workspace = session.workspace()
      return compareModels(workspace, await readComparison(workspace, { from, to, policy }), page, signal)
    },
    'models.compareSubject': async ({ from, to, policy, subject }, signal) => {
      const workspace = session.workspace()
      return compareSubject(workspace, await readComparison(workspace, { from, to, policy }), subject, signal)
    },
    'models.backTest': async ({ models, ...request }, signal) => {
      const workspace = session.workspace()
      const sides = await Promise.all(models.map((asked) => readSide(workspace.reader, asked)))
      return backTest(workspace, { ...request, asOf: request.asOf, sides }, signal)
    },
  }
}

/** A run that cut-offs are frozen to must be there and have had them. */
async function checkFrozen({ writer }: Workspace, model: ScoreModel): Promise<void> {
  if (model.thresholds.mode === 'frozen') await thresholdsFor(writer, model, 'result.scores')
}

const readComparison = async ({ reader }: Workspace, { from, to, policy }: { from: AskedSide; to: AskedSide; policy: Policy }): Promise<Comparison> =>
  ({ from: await readSide(reader, from), to: await readSide(reader, to), policy })
