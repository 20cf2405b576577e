import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo } from 'react'
import type { Progress, WorkspaceStatus } from '../../shared/contract-workspace.ts'
import type { Policy } from '../../shared/model.ts'
import { AppError } from '../../shared/errors.ts'
import { useConnection } from './engine.ts'
import { useRoute } from './use-route.ts'

export const WorkspaceContext = createContext<WorkspaceStatus | null>(null)

/** The open workspace; only for what is drawn inside the shell. */
export function useWorkspace(): WorkspaceStatus {
  const workspace = use(WorkspaceContext)
  if (!workspace) throw new AppError('no_workspace', 'No workspace is open.')
  return workspace
}

/** As-of instant and policy of the header, as calls take them. */
export function useRunParameters(): { asOf?: string; policy: Policy } {
  const { asOf, policy } = useRoute()
  return useMemo(() => ({ ...(asOf ? { asOf } : {}), policy }), [asOf, policy])
}

/** The instant everything is shown at. */
export const useAsOf = (): string => {
  const { defaultAsOf } = useWorkspace()
  return useRoute().asOf ?? defaultAsOf
}

const progressKey = ['progress'] as const

/** Work that is running now, oldest first. */
export const useProgress = (): readonly Progress[] =>
  useQuery<readonly Progress[]>({ queryKey: progressKey, queryFn: () => [] }).data ?? []

/** Feeds what the engine publishes into the query cache. */
export function useEngineEvents(): void {
  const { client } = useConnection()
  const queries = useQueryClient()
  useEffect(() => {
    const stopProgress = client.on('progress', (progress) =>
      queries.setQueryData<readonly Progress[]>(progressKey, (running = []) => {
        const others = running.filter(({ jobId }) => jobId !== progress.jobId)
        if (progress.state !== 'running') return others
        const at = running.findIndex(({ jobId }) => jobId === progress.jobId)
        return at < 0 ? [...running, progress] : running.with(at, progress)
      }))
    const stopChanges = client.on('workspace.changed', (status) => {
      const isOther = queries.getQueryData<WorkspaceStatus | null>(['workspace.status', {}])?.path !== status?.path
      queries.setQueryData(['workspace.status', {}], status)
      void queries.invalidateQueries({ predicate: ({ queryKey, meta }) => queryKey[0] !== 'workspace.status' && queryKey[0] !== progressKey[0] && (isOther || meta?.['steady'] !== true) })
    })
    const stopCounts = client.on('workspace.counted', (status) => queries.setQueryData(['workspace.status', {}], status))
    return () => {
      stopProgress()
      stopCounts()
      stopChanges()
    }
  }, [client, queries])
}
