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

/** How a file, or one file of a ZIP, is to be read. */
export interface Reading {
  /** Chosen by hand; null: as recognised. */
  format: string | null
  /** How its columns are read, where that was changed by hand; it names the format. */
  mapping: ImportMapping | null
  /** False: a mapping remembered for the same headers is left aside. */
  remembered: boolean
}

/** One file the person brought, on its way into the workspace. */
export interface ChosenFile extends Reading {
  id: number
  name: string
  bytes: number
  /** Where the engine can read it; null until it was handed over. */
  path: string | null
  /** What was said of single files of a ZIP, by their names in it. */
  members: Readonly<Record<string, Reading>>
  /** The file of the ZIP that is looked at by itself; null: the whole. */
  member: string | null
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

export const isChangedByHand = ({ format, mapping }: Pick<Reading, 'format' | 'mapping'>): boolean => format !== null || mapping !== null

/** One file of a ZIP, to be read as was said of it. */
export const memberOf = (file: ChosenFile, member: string): ChosenFile => ({ ...file, member, ...(file.members[member] ?? unsaid) })

const unsaid: Reading = { ...asRecognised, remembered: true }

/** Says how the file is to be read, or the one of its ZIP that is looked at. */
export function changeReading({ id, member }: Pick<ChosenFile, 'id' | 'member'>, change: Partial<Reading>): void {
  const members = findChosen(id)?.members ?? {}
  updateChosen(id, member === null ? change : { members: { ...members, [member]: { ...(members[member] ?? unsaid), ...change } } })
}

export function addChosen({ name, bytes, together }: Pick<ChosenFile, 'name' | 'bytes' | 'together'>): number {
  const id = ++lastId
  const file: ChosenFile = { id, name, bytes, together, path: null, ...unsaid, members: {}, member: null, settings: {}, opened: null, state: { kind: 'handing-over' } }
  useChosenFiles.setState(({ files }) => ({ files: [...files, file] }))
  return id
}

export const updateChosen = (id: number, change: Partial<Omit<ChosenFile, 'id'>>): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...change } : file)) }))

export const removeChosen = (id: number): void => useChosenFiles.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }))

export const clearFinished = (): void =>
  useChosenFiles.setState(({ files }) => ({ files: files.filter(({ state }) => state.kind !== 'done') }))

export const findChosen = (id: number): ChosenFile | undefined => useChosenFiles.getState().files.find((file) => file.id === id)
