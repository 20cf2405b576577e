import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { JobRecord } from '../../shared/contract-jobs.ts'
import { useCall, useConnection } from './engine.ts'

/** Every job, newest first, kept up to date by what the engine publishes. */
export function useJobs(): readonly JobRecord[] {
  const { client } = useConnection()
  const queries = useQueryClient()
  useEffect(() =>
    client.on('jobs.changed', (job) =>
      queries.setQueryData<readonly JobRecord[]>(['jobs.list', {}], (jobs = []) =>
        (jobs.some(({ jobId }) => jobId === job.jobId) ? jobs.map((each) => (each.jobId === job.jobId ? job : each)) : [job, ...jobs]))), [client, queries])
  return useCall('jobs.list', {}, { isSteady: true }).data ?? []
}

export const hasWork = ({ items, state }: JobRecord): boolean => state !== 'running' && items.done < items.total
