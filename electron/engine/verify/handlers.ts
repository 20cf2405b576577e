import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { verdictRows, verifyResults } from './results.ts'
import { runRules } from './run-rules.ts'

export interface VerifyOptions {
  session: Session
}

type VerifyHandlers = Pick<Handlers, 'verify.rules' | 'verify.verdicts' | 'verify.results'>

export const verifyHandlers = ({ session }: VerifyOptions): VerifyHandlers => ({
  'verify.rules': ({ jobId }, signal) => runRules(session, { jobId, signal }),
  'verify.verdicts': () => verdictRows(session.workspace().reader),
  'verify.results': () => verifyResults(session.workspace().reader),
})
