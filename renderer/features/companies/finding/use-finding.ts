import type { UseMutationResult } from '@tanstack/react-query'
import type { Input, Output } from '../../../../shared/contract.ts'
import { refreshDerived, stopRefreshing } from '../../../lib/derived.ts'
import { useCommand, useConnection } from '../../../lib/engine.ts'

type Changing = 'links.add' | 'links.remove' | 'links.import' | 'resolution.change'

/** A command that changes how companies are found. What is being derived gives way to it, and is derived anew afterwards. */
export function useFindingCommand<M extends Changing>(method: M): UseMutationResult<Output<M>, Error, Input<M>> {
  const { client } = useConnection()
  const command = useCommand(method, { onSuccess: () => void refreshDerived(client) })
  const first = <Call extends (...given: never[]) => unknown>(call: Call): Call =>
    ((...given) => {
      stopRefreshing()
      return call(...given)
    }) as Call
  return { ...command, mutate: first(command.mutate), mutateAsync: first(command.mutateAsync) }
}
