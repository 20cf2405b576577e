import { toErrorFrame } from '../../shared/errors.ts'
import { queryRequest, type QueryAnswer } from './cli/query-protocol.ts'
import { readOnlyQuery } from '../engine/db/read-only-query.ts'

/** The process in which `query` runs: answers one request and is ended by its parent. */
const answer = async (message: unknown): Promise<QueryAnswer> => {
  try {
    return { ok: true, ...(await readOnlyQuery(queryRequest.parse(message))) }
  } catch (thrown) {
    return { ok: false, error: toErrorFrame(thrown) }
  }
}

process.once('message', (message) => {
  void answer(message).then((given) => process.send?.(given))
})
process.once('disconnect', () => process.exit())
