import { create } from 'zustand'
import type { Output } from '../../../shared/contract.ts'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import type { ImportMapping } from '../../../shared/import-mapping.ts'

export type CardState =
  | { kind: 'handing-over' }
  | { kind: 'ready' }
  | { kind: 'running'; jobId: string }
  | { kind: 'done'; outcome: Output<'import.run'> }
  | { kind: 'failed'; error: unknown }

/** One file the person brought, on its way into the workspace. */
export interface ChosenFile {
  id: number
  name: string
  bytes: number
  /** Where the engine can read it; null until it was handed over. */
  path: string | null
  /** Chosen by hand; null: as recognised. */
  format: string | null
  /** How its columns are read, where that was changed by hand; it names the format. */
  mapping: ImportMapping | null
  /** False: a mapping remembered for the same headers is left aside. */
  remembered: boolean
  settings: ImportSettings
  state: CardState
}

export const useChosenFiles = create<{ files: readonly ChosenFile[] }>(() => ({ files: [] }))

let lastId = 0

export function addChosen(name: string, bytes: number): number {
  const id = ++lastId
  useChosenFiles.setState(({ files }) => ({ files: [...files, { id, name, bytes, path: null, format: null, mapping: null, remembered: true, settings: {}, state: { kind: 'handing-over' } }] }))
  return id
}

export const updateChosen = (id: number, change: Partial<Omit<ChosenFile, 'id'>>): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...change } : file)) }))

export const removeChosen = (id: number): void => useChosenFiles.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }))

export const clearFinished = (): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.filter(({ state }) => state.kind !== 'done') }))

export const findChosen = (id: number): ChosenFile | undefined => useChosenFiles.getState().files.find((file) => file.id === id)
