import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { sentRequests } from './sent-requests.ts'
import type { Jobs } from './service.ts'

type JobHandlers = Pick<Handlers, 'jobs.list' | 'jobs.pause' | 'jobs.cancel' | 'jobs.resume' | 'jobs.wait' | 'jobs.requests'>

export const jobHandlers = (session: Session, jobs: Jobs): JobHandlers => ({
  'jobs.list': () => jobs.list(),
  'jobs.pause': ({ jobId }) => jobs.pause(jobId),
  'jobs.cancel': ({ jobId }) => jobs.cancel(jobId),
  'jobs.resume': ({ jobId, ...limits }) => jobs.resume(jobId, limits),
  'jobs.wait': ({ jobId }, signal) => jobs.wait(jobId, signal),
  'jobs.requests': ({ jobId, limit }) => sentRequests(session.workspace().reader, { jobId: jobId ?? null, limit }),
})
