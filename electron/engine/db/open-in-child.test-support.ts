import { toErrorFrame } from '../../../shared/errors.ts'
import { openWorkspace } from './workspace.ts'

const answer = await openWorkspace(process.argv[2] ?? '').then(
  () => ({ code: 'opened', message: '' }),
  (thrown: unknown) => toErrorFrame(thrown),
)
process.send?.(answer, () => process.exit(0))
