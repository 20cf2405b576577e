import type { Handlers } from '../../../shared/contract.ts'
import type { Session } from '../session.ts'
import { importerOf } from './formats.ts'
import { mappedImporter } from './mapped-importer.ts'
import { forgetMapping, listMappings, rememberMapping } from './remembered-mappings.ts'

/** The calls about mappings that are remembered by the headers of a file. */
export function mappingHandlers(session: Session): Pick<Handlers, 'mapping.list' | 'mapping.remember' | 'mapping.forget'> {
  return {
    'mapping.list': () => listMappings(session.workspace().reader),
    'mapping.remember': async (input) => {
      // Throws where the format or one of its fields does not exist.
      mappedImporter(importerOf(input.mapping.format), input.mapping)
      const workspace = session.workspace()
      await workspace.exclusive(() => rememberMapping(workspace.writer, input))
      await session.changed()
      return {}
    },
    'mapping.forget': async ({ signature }) => {
      const workspace = session.workspace()
      await workspace.exclusive(() => forgetMapping(workspace.writer, signature))
      await session.changed()
      return {}
    },
  }
}
