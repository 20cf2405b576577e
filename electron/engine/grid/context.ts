import type { GridQuery } from '../../../shared/contract-grid.ts'
import { readDataVersion, readFoundVersion, readSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { ensureLifecycle } from '../lifecycle/ensure-lifecycle.ts'
import { ensurePersonas } from '../personas/ensure-personas.ts'
import { readPersonaRules } from '../personas/rules.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { defaultAsOf, instantOf } from '../score/default-as-of.ts'
import { withRun } from '../score/ensure-scored.ts'
import { readScoreModel } from '../score/model.ts'
import { readStages } from '../workspace/stages.ts'
import type { Context, Definition } from './definition.ts'

type Asked = Pick<GridQuery, 'asOf' | 'policy'>

interface Options<T> {
  signal: AbortSignal
  work(context: Context): Promise<T>
}

/** Brings the derived tables a dataset reads up to date, then runs `work`; repeats it where a run it reads was replaced meanwhile. */
export async function withContext<T>(workspace: Workspace, definition: Definition, asked: Asked, options: Options<T>): Promise<T> {
  const { reader } = workspace
  const { signal } = options
  if (definition.needs === 'scored' || definition.needs === 'lifecycle') {
    return withRun(workspace, asked, {
      signal,
      work: async (run) => {
        if (definition.needs === 'lifecycle') await ensureLifecycle(workspace, run, signal)
        const { runId, asOf, policy, model } = run
        return options.work({ dataVersion: await readDataVersion(reader), foundVersion: await readFoundVersion(reader), personaRules: null, runId, asOf, policy, model, stages: await readStages(reader) })
      },
    })
  }
  const isDerived = definition.needs === 'resolved' || definition.needs === 'personas'
  if (isDerived) await ensureResolved(workspace, signal)
  if (definition.needs === 'personas') await ensurePersonas(workspace, signal)
  return options.work({
    // An import may have come in since: the derived rows are still those of the version they were made from.
    dataVersion: isDerived ? ((await readSetting<number>(reader, 'resolved_version')) ?? 0) : await readDataVersion(reader),
    foundVersion: await readFoundVersion(reader),
    personaRules: definition.needs === 'personas' ? (await readPersonaRules(reader)).version : null,
    runId: null,
    asOf: asked.asOf !== undefined ? instantOf(asked.asOf) : definition.dated ? await defaultAsOf(reader) : null,
    policy: asked.policy,
    model: await readScoreModel(reader),
    stages: await readStages(reader),
  })
}
