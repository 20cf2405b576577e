import type { ExportRecord } from '../../../shared/contract-hand-over.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { one, rows } from '../db/query.ts'
import type { Session } from '../session.ts'

type Stored = Omit<ExportRecord, 'personal'> & { personal: string }

export function handOverHandlers(session: Session): Pick<Handlers, 'exports.list'> {
  return {
    'exports.list': async ({ limit }) => {
      const { reader } = session.workspace()
      const stored = await rows<Stored>(
        reader,
        `SELECT export_id AS "exportId", kind, audience, path, format, rows, withheld, personal::VARCHAR AS personal, pseudonymised, written_at AS "writtenAt"
         FROM ops.exports ORDER BY export_id DESC LIMIT $limit`,
        { limit },
      )
      const { total } = await one<{ total: number }>(reader, 'SELECT count(*)::INTEGER AS total FROM ops.exports')
      return { exports: stored.map((each) => ({ ...each, personal: JSON.parse(each.personal) as ExportRecord['personal'] })), total }
    },
  }
}
