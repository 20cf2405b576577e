import type { Target } from '../../shared/contract-targets.ts'
import { refreshDerived } from './derived.ts'
import { useCommand, useConnection } from './engine.ts'
import { countOf } from './formats.ts'
import { say, sayError } from './notices.ts'

type Named = Pick<Target, 'kind' | 'name'>

/** Gives targets their role and brings scores up to date; says so once it is done. */
export function useMarkTargets(): { mark: (targets: readonly Named[], role: Target['role']) => void; isPending: boolean } {
  const { client } = useConnection()
  const command = useCommand('targets.markAll', { onSuccess: () => void refreshDerived(client) })
  return {
    isPending: command.isPending,
    mark: (targets, role) => {
      const [first] = targets
      if (!first) return
      const what = targets.length === 1 ? first.name : countOf(targets.length, 'target')
      command.mutate(
        { targets: targets.map(({ kind, name }) => ({ kind, name, role })) },
        { onError: sayError, onSuccess: () => say(`${what} ${targets.length === 1 ? 'is' : 'are'} now ${role === 'unmarked' ? 'left unmarked' : `marked as ${role}`}`) },
      )
    },
  }
}
