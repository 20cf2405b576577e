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
  /** It came with others, so that it shows its details only where something is to be answered. */
  together: boolean
  /** Whether its details are shown, where that was chosen by hand. */
  opened: boolean | null
  state: CardState
}

export const useChosenFiles = create<{ files: readonly ChosenFile[] }>(() => ({ files: [] }))

let lastId = 0

/** Nothing about the format chosen by hand. */
export const asRecognised = { format: null, mapping: null } as const

export const isChangedByHand = ({ format, mapping }: Pick<ChosenFile, 'format' | 'mapping'>): boolean => format !== null || mapping !== null

export function addChosen({ name, bytes, together }: Pick<ChosenFile, 'name' | 'bytes' | 'together'>): number {
  const id = ++lastId
  const file: ChosenFile = { id, name, bytes, together, path: null, ...asRecognised, remembered: true, settings: {}, opened: null, state: { kind: 'handing-over' } }
  useChosenFiles.setState(({ files }) => ({ files: [...files, file] }))
  return id
}

export const updateChosen = (id: number, change: Partial<Omit<ChosenFile, 'id'>>): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...change } : file)) }))

export const removeChosen = (id: number): void => useChosenFiles.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }))

export const clearFinished = (): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.filter(({ state }) => state.kind !== 'done') }))

export const findChosen = (id: number): ChosenFile | undefined => useChosenFiles.getState().files.find((file) => file.id === id)
