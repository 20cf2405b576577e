import type { Client } from '../../../electron/transports/client.ts'
import type { Host } from '../../lib/host.ts'
import { refreshDerived, stopRefreshing } from '../../lib/derived.ts'
import { cancellable } from '../../lib/running.ts'
import { addChosen, findChosen, updateChosen, useChosenFiles } from './chosen-files.ts'
import { wishesOf } from './use-preview.ts'

/** Hands files over to the engine one after another and puts a card up for each at once. */
export async function chooseFiles(host: Host, files: readonly File[]): Promise<void> {
  const cards = files.map((file) => ({ file, id: addChosen({ name: file.name, bytes: file.size, together: files.length > 1 }) }))
  for (const { file, id } of cards) {
    try {
      updateChosen(id, { path: await host.pathOf(file), state: { kind: 'ready' } })
    } catch (error) {
      updateChosen(id, { state: { kind: 'failed', error } })
    }
  }
}

/** Imports one chosen file; a cancelled import leaves the card as it was. */
async function importChosen(client: Client, id: number): Promise<void> {
  const file = findChosen(id)
  if (!file || file.path === null || (file.state.kind !== 'ready' && file.state.kind !== 'failed')) return
  const { settings } = file
  const jobId = crypto.randomUUID()
  updateChosen(id, { state: { kind: 'running', jobId } })
  try {
    const outcome = await cancellable(jobId, (signal) =>
      client.call('import.run', { ...wishesOf(file), settings, jobId }, { signal }))
    updateChosen(id, { state: { kind: 'done', outcome } })
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError'
    updateChosen(id, { state: cancelled ? { kind: 'ready' } : { kind: 'failed', error } })
  }
}

/** One at a time: the workspace has one writer. */
export async function importAll(client: Client, ids: readonly number[]): Promise<void> {
  stopRefreshing()
  for (const id of ids) await importChosen(client, id)
  if (!useChosenFiles.getState().files.some(({ state }) => state.kind === 'running')) await refreshDerived(client)
}
