import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { basename } from 'node:path'

const workspaceFilter = { name: 'Bandstand workspace', extensions: ['bandstand'] }

/** Anything may come over IPC: only the known kinds get a dialog. */
export async function askForFiles(window: BrowserWindow, choice: unknown): Promise<string[]> {
  const options: Record<string, OpenDialogOptions> = {
    workspace: { title: 'Open workspace', properties: ['openFile'], filters: [workspaceFilter] },
    import: { title: 'Import files', properties: ['openFile', 'multiSelections'] },
    folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  }
  const kind = textOf(choice, 'kind')
  const chosen = Object.hasOwn(options, kind) ? options[kind] : undefined
  if (!chosen) return []
  const { canceled, filePaths } = await dialog.showOpenDialog(window, chosen)
  return canceled ? [] : filePaths
}

export async function askWhereToSave(window: BrowserWindow, choice: unknown): Promise<string | null> {
  const options: Record<string, SaveDialogOptions> = {
    workspace: { title: 'New workspace', filters: [workspaceFilter] },
    export: { title: 'Export' },
  }
  const kind = textOf(choice, 'kind')
  const chosen = Object.hasOwn(options, kind) ? options[kind] : undefined
  if (!chosen) return null
  const { canceled, filePath } = await dialog.showSaveDialog(window, { ...chosen, defaultPath: basename(textOf(choice, 'suggestedName')) })
  return canceled || filePath === '' ? null : filePath
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return ''
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : ''
}
