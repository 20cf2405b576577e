import type { GridQuery } from '../../../shared/contract-grid.ts'
import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Progress } from '../../../shared/contract-workspace.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { catalogue, describeColumns } from './catalogue.ts'
import { distinctValues } from './distinct-values.ts'
import { withContext } from './context.ts'
import { exportDataset } from './export.ts'
import { readWindow } from './window.ts'
import { gridsOf } from './workspace-grids.ts'

type GridHandlers = Pick<Handlers, 'grid.columns' | 'grid.open' | 'grid.window' | 'grid.close' | 'grid.values' | 'grid.export'>

export function gridHandlers(session: Session): GridHandlers {
  const open = async (query: GridQuery, signal: AbortSignal) => {
    const workspace = session.workspace()
    const { grids } = await gridsOf(workspace)
    const grid = await withContext(workspace, catalogue[query.dataset], query, { signal, work: (context) => grids.open(query, context, signal) })
    return { gridId: grid.gridId, totalRows: grid.totalRows, dataVersion: grid.dataVersion }
  }
  return {
    'grid.columns': ({ dataset }) => Promise.resolve(describeColumns(dataset)),
    'grid.open': open,
    'grid.window': async ({ gridId, ...range }, signal) => {
      const { grids, windows } = await gridsOf(session.workspace())
      return windows.run(() => {
        // A window scrolled past before its turn came is not worth reading.
        signal.throwIfAborted()
        return readWindow(windows.connection, grids.get(gridId), range)
      })
    },
    'grid.close': async ({ gridId }) => {
      const { grids } = await gridsOf(session.workspace())
      await grids.close(gridId)
      return {}
    },
    'grid.values': ({ column, ...query }, signal) => distinctValues(session.workspace(), { query, column }, signal),
    'grid.export': (input, signal) => reportedExport(session, input, signal),
  }
}

const reportedExport: (session: Session, ...call: Parameters<Handlers['grid.export']>) => ReturnType<Handlers['grid.export']> = async (session, request, signal) => {
  const { jobId = randomUUID(), dataset } = request
  let bytes = 0
  const report = (state: Progress['state']) =>
    session.report({ jobId, kind: 'export', label: `Exporting ${dataset}`, state, done: bytes, total: null, unit: 'bytes', rowsPerSecond: null, etaSeconds: null })
  const note = (written: number) => {
    bytes = written
    report('running')
  }
  try {
    note(0)
    const made = await exportDataset({ workspace: session.workspace(), dataDirectory: session.dataDirectory, request, report: note }, signal)
    bytes = (await stat(made.path)).size
    report('done')
    return made
  } catch (thrown) {
    report(signal.aborted ? 'cancelled' : 'failed')
    throw thrown
  }
}
