import { keepPreviousData, QueryClient, type QueryExecuteOptions, type QueryFunction, useMutation, type UseMutationResult, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { Input, Method, Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Client } from '../../electron/transports/client.ts'
import type { Host } from './host.ts'
import { cancellable } from './running.ts'

export interface Connection {
  client: Client
  host: Host
}

export const ConnectionContext = createContext<Connection | null>(null)

export function useConnection(): Connection {
  const connection = use(ConnectionContext)
  if (!connection) throw new AppError('disconnected', 'The engine is not connected.')
  return connection
}

/** The engine is on this machine: nothing is stale until it says so, and a failed call is not repeated blindly. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })

/** Marks a query that changes of the data leave as it is, as long as the workspace is the same: whoever asked for it asks again. */
export const steady = { steady: true } as const

interface CallOptions {
  enabled?: boolean
  /** Keeps the last answer on screen while the next one is on its way. */
  keepPrevious?: boolean
  /** Changes of the data leave the answer as it is. */
  isSteady?: boolean
  /** Asks only once this has ended, well or not. */
  after?: () => Promise<unknown>
}

/** A call as a query: whoever asks the same shares the answer. */
export const queryOf = <M extends Method>(client: Client, method: M, input: Input<M>): QueryExecuteOptions<Output<M>> => ({
  queryKey: [method, input],
  queryFn: ({ signal }) => client.call(method, input, { signal }),
})

/** The answer of one call, refetched when the workspace changes. */
export function useCall<M extends Method>(method: M, input: Input<M>, options: CallOptions = {}): UseQueryResult<Output<M>> {
  const { client } = useConnection()
  return useQuery<Output<M>>({
    ...queryOf(client, method, input),
    ...(options.after ? { queryFn: after(options.after, (signal) => client.call(method, input, { signal })) } : {}),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.isSteady ? { meta: steady } : {}),
  })
}

const after = <T>(earlier: () => Promise<unknown>, ask: (signal: AbortSignal) => Promise<T>): QueryFunction<T> => async ({ signal }) => {
  await earlier().catch(() => undefined)
  signal.throwIfAborted()
  return ask(signal)
}

/** A call that changes something; `mutate` takes its input, and a `jobId` in it, or one given beside it, makes the call cancellable. `onSuccess` runs even when what started it has left the screen. */
export function useCommand<M extends Method>(method: M, options: { onSuccess?: (output: Output<M>) => void; jobId?: string } = {}): UseMutationResult<Output<M>, Error, Input<M>> {
  const { client } = useConnection()
  return useMutation<Output<M>, Error, Input<M>>({
    mutationFn: (input) => {
      const jobId = 'jobId' in input && typeof input.jobId === 'string' ? input.jobId : options.jobId
      return jobId === undefined ? client.call(method, input) : cancellable(jobId, (signal) => client.call(method, input, { signal }))
    },
    ...(options.onSuccess ? { onSuccess: options.onSuccess } : {}),
  })
}
