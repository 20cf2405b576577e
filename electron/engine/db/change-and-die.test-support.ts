import { bumpDataVersion } from './settings.ts'
import { transaction } from './transaction.ts'
import { openWorkspace } from './workspace.ts'

/** Commits three changes and is killed without closing the workspace. */
const workspace = await openWorkspace(process.argv[2] ?? '')
for (let change = 0; change < 3; change++) {
  await transaction(workspace.writer, () => bumpDataVersion(workspace.writer))
  await workspace.settle()
}
process.kill(process.pid, 'SIGKILL')
