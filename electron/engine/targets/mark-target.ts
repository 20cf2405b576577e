import type { TargetKind } from '../../../shared/contract-targets.ts'
import { run } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { targetNameOf } from './target-name.ts'

/** Gives a repository, package or site its role; an earlier role is replaced. */
export const markTarget = ({ writer }: Pick<Workspace, 'writer'>, { kind, name, role }: { kind: TargetKind; name: string; role: string }): Promise<void> =>
  run(writer, 'INSERT OR REPLACE INTO dev.targets VALUES ($kind, $name, $role)', { kind, name: targetNameOf(kind, name), role })
