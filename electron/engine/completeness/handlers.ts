import type { Completeness } from '../../../shared/contract-completeness.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import type { Workspace } from '../db/workspace.ts'
import { type Serialised, serialised } from '../grid/serialised.ts'
import { type CompletenessRequest, readCompleteness } from './completeness.ts'

export function completenessHandlers(session: Session): Pick<Handlers, 'completeness.run'> {
  return {
    'completeness.run': (request, signal) => completenessOf(session.workspace(), request, signal),
  }
}

export async function completenessOf(workspace: Workspace, request: CompletenessRequest, signal: AbortSignal): Promise<Completeness> {
  const own = await connectionOf(workspace)
  return own.run(() => readCompleteness(own.connection, request, signal))
}

const opened = new WeakMap<Workspace, Promise<Serialised>>()

/** A connection of its own, because a cancelled call interrupts what runs on its connection. */
function connectionOf(workspace: Workspace): Promise<Serialised> {
  const made = opened.get(workspace) ?? connect(workspace)
  opened.set(workspace, made)
  return made
}

async function connect(workspace: Workspace): Promise<Serialised> {
  const own = serialised(await workspace.connect())
  workspace.beforeClose(() => own.stop())
  return own
}
