import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { downloadTrends } from './trends.ts'

export function downloadHandlers(session: Session): Pick<Handlers, 'downloads.trends'> {
  return {
    'downloads.trends': ({ asOf }) => downloadTrends(session.workspace().reader, asOf ?? 'infinity'),
  }
}
