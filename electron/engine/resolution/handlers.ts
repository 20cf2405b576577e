import { isDeepStrictEqual } from 'node:util'
import { wordLists, type WordEntry } from '../../../shared/contract-resolution.ts'
import type { Handlers, Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { bumpDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import { changesOf, deliveredEntries, readWordLists, wordListSetting } from '../resolve/word-lists.ts'
import type { Session } from '../session.ts'
import { changedLists } from './change-list.ts'
import { listHeads } from './list-heads.ts'

type ResolutionHandlers = Pick<Handlers, 'resolution.settings' | 'resolution.wordList' | 'resolution.change'>

export function resolutionHandlers(session: Session): ResolutionHandlers {
  return {
    'resolution.settings': () => readSettings(session.workspace().reader),
    'resolution.wordList': async ({ list, search, limit }) => {
      const { added, removed } = changesOf(list, await readWordLists(session.workspace().reader))
      const off = new Set(removed)
      const all: WordEntry[] = [
        ...added.map((entry): WordEntry => ({ entry, state: 'added' })),
        ...removed.map((entry): WordEntry => ({ entry, state: 'removed' })),
        ...deliveredEntries(list).filter((entry) => !off.has(entry)).toSorted().map((entry): WordEntry => ({ entry, state: 'default' })),
      ]
      const found = all.filter(({ entry }) => entry.includes(search.trim().toLowerCase()))
      return { list, ...listHeads[list], entries: found.slice(0, limit), found: found.length, total: all.length }
    },
    'resolution.change': async ({ education, rollUpSubsidiaries, lists }) => {
      const workspace = session.workspace()
      const { writer } = workspace
      await workspace.exclusive(() =>
        transaction(writer, async () => {
          const before = await readWordLists(writer)
          const changes = [
            await changeTo(writer, 'education', education ?? (await isOn(writer, 'education'))),
            await changeTo(writer, 'roll_up_subsidiaries', rollUpSubsidiaries ?? (await isOn(writer, 'roll_up_subsidiaries'))),
            await changeTo(writer, wordListSetting, changedLists(before, lists)),
          ]
          if (changes.some((changed) => changed)) await bumpDataVersion(writer)
        }),
      )
      await session.changed()
      return readSettings(workspace.reader)
    },
  }
}

const isOn = async (connection: Connection, setting: string): Promise<boolean> => (await readSetting<boolean>(connection, setting)) === true

/** Writes a setting where it differs; what was never set is off or empty. */
async function changeTo(connection: Connection, setting: string, value: unknown): Promise<boolean> {
  const before = await readSetting(connection, setting)
  if (isDeepStrictEqual(before ?? (typeof value === 'boolean' ? false : {}), value)) return false
  await writeSetting(connection, setting, value)
  return true
}

async function readSettings(connection: Connection): Promise<Output<'resolution.settings'>> {
  const changes = await readWordLists(connection)
  return {
    education: await isOn(connection, 'education'),
    rollUpSubsidiaries: await isOn(connection, 'roll_up_subsidiaries'),
    lists: wordLists.map((list) => {
      const { added, removed } = changesOf(list, changes)
      return { list, ...listHeads[list], defaults: deliveredEntries(list).length, added: [...added], removed: [...removed] }
    }),
  }
}
