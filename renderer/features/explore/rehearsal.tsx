import { useQueryClient } from '@tanstack/react-query'
import type { Method } from '../../../shared/contract.ts'
import { queryOf, useCall, useConnection } from '../../lib/engine.ts'
import { useRunParameters } from '../../lib/workspace.ts'

const below = ['analyse.corrected', 'analyse.signals', 'analyse.overlap', 'analyse.beforeEntry'] as const satisfies readonly Method[]

/** Has the engine get ready for the first filter once all figures without one have come; a filter ends it by taking this off the page. */
export function Rehearsal() {
  const queries = useQueryClient()
  const { client } = useConnection()
  const parameters = useRunParameters()
  const figures = () => Promise.all(below.map((method) => queries.query(queryOf(client, method, { ...parameters, filter: [] }))))
  useCall('analyse.rehearse', parameters, { after: figures })
  return null
}
