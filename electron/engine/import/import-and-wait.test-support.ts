import { openWorkspace } from '../db/workspace.ts'
import { runImport } from './run-import.ts'

/** Imports a file over and over until it is killed, undoing nothing: every import has other settings. Says when the first begins. */
const [, , workspacePath = '', file = ''] = process.argv
const workspace = await openWorkspace(workspacePath)
let begun = false
await runImport(
  {
    workspace: () => workspace,
    dataDirectory: '',
    report: () => {
      if (!begun) process.stdout.write('begun\n')
      begun = true
    },
    changed: () => Promise.resolve(),
  },
  { path: file, settings: {} },
  new AbortController().signal,
)
// Stay until killed, so that the parent's kill is what ends the process.
setInterval(() => undefined, 1000)
