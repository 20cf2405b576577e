import bots from '../../../resources/models/bots.json' with { type: 'json' }
import communities from '../../../resources/models/communities.json' with { type: 'json' }
import disposable from '../../../resources/models/disposable.json' with { type: 'json' }
import education from '../../../resources/models/education.json' with { type: 'json' }
import freeMail from '../../../resources/models/free-mail.json' with { type: 'json' }
import noreply from '../../../resources/models/noreply.json' with { type: 'json' }
import notACompany from '../../../resources/models/not-a-company.json' with { type: 'json' }
import platforms from '../../../resources/models/platform-hosts.json' with { type: 'json' }
import type { WordList } from '../../../shared/contract-resolution.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting } from '../db/settings.ts'
import { nameWords } from './name-key.ts'

export interface WordListChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** What a workspace has changed of the lists. */
export type WordListChanges = Readonly<Partial<Record<WordList, WordListChange>>>

const once = (entries: readonly string[]): string[] => [...new Set(entries)]
const words = (texts: readonly string[]): string[] => once(texts.map((text) => nameWords(text).join(' ')))

/** The lists as they are delivered. `gmail.*` stands for the label under any public suffix. */
const delivered: Readonly<Record<WordList, readonly string[]>> = {
  'free-mail': once([...freeMail.families.map((label) => `${label}.*`), ...Object.values(freeMail.domains).flat(), ...freeMail.relays]),
  disposable: once(disposable.domains),
  noreply: once(noreply.domains.filter((domain) => !noreply.github.includes(domain))),
  mailboxes: once(noreply.localParts),
  platforms: once(platforms.shared),
  education: once([...education.suffixes, ...education.patterns, ...education.domains]),
  'education-words': words([...education.words, ...education.stems]),
  'not-a-company': words(notACompany.whole),
  communities: words(communities.names),
  bots: once(bots.logins),
}

export const deliveredEntries = (list: WordList): readonly string[] => delivered[list]

const none: WordListChange = { added: [], removed: [] }
export const changesOf = (list: WordList, changes: WordListChanges): WordListChange => changes[list] ?? none

/** The entries that count. */
export function entriesOf(list: WordList, changes: WordListChanges): string[] {
  const { added, removed } = changesOf(list, changes)
  const left = new Set(removed)
  return [...new Set([...delivered[list], ...added])].filter((entry) => !left.has(entry))
}

/** The workspace setting that holds the changes. */
export const wordListSetting = 'word_lists'
export const readWordLists = async (connection: Connection): Promise<WordListChanges> => (await readSetting<WordListChanges>(connection, wordListSetting)) ?? {}
