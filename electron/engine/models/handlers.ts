import type { Handlers } from '../../../shared/contract.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { one } from '../db/query.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { reviewerOf } from '../review/decision-store.ts'
import { inForceSql } from '../score/model.ts'
import { thresholdsFor } from '../score/thresholds.ts'
import type { Session } from '../session.ts'
import { previewModel } from './preview.ts'
import { appendChoice, appendVersion, listModels, versionNumbered } from './versions.ts'

type ModelHandlers = Pick<Handlers, 'models.list' | 'models.save' | 'models.use' | 'models.preview'>

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
      const { version } = against === undefined ? await one<{ version: number }>(workspace.reader, `SELECT ${inForceSql} AS version`) : { version: against }
      return previewModel(workspace, { ...request, model, against: await versionNumbered(workspace.reader, version) }, signal)
    },
  }
}

/** A run that cut-offs are frozen to must be there and have had them. */
async function checkFrozen({ writer }: Workspace, model: ScoreModel): Promise<void> {
  if (model.thresholds.mode === 'frozen') await thresholdsFor(writer, model, 'result.scores')
}
