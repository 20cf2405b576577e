import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { previewWriteBack, writeWriteBack } from './write-back.ts'

export const writeBackHandlers = (session: Session): Pick<Handlers, 'writeBack.preview' | 'writeBack.write'> => ({
  'writeBack.preview': (request, signal) => previewWriteBack(session.workspace(), request, signal),
  'writeBack.write': (request, signal) => writeWriteBack(session.workspace(), { ...request, dataDirectory: session.dataDirectory }, signal),
})
