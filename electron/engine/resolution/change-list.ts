import type { WordList } from '../../../shared/contract-resolution.ts'
import { AppError } from '../../../shared/errors.ts'
import { domainTest, namesAbove } from '../resolve/domain-lists.ts'
import { nameKey, nameWords } from '../resolve/name-key.ts'
import { nameReader } from '../resolve/not-a-company.ts'
import { changesOf, deliveredEntries, entriesOf, type WordListChange, type WordListChanges } from '../resolve/word-lists.ts'
import { readDomain } from '../resolve/domain.ts'
import { listHeads } from './list-heads.ts'
import { validEntry } from './valid-entry.ts'

/** Whether the list speaks about an entry, be it by a wider one (`yahoo.com` by `yahoo.*`). */
function isCovered(list: WordList, entry: string, changes: WordListChanges): boolean {
  if (entriesOf(list, changes).includes(entry)) return true
  switch (list) {
    case 'mailboxes':
    case 'bots':
      return false
    case 'not-a-company':
      return nameReader(changes).namesNoCompany(nameWords(entry).join(' '))
    case 'education-words':
      return nameReader(changes).nameKind(nameWords(entry).join(' '), '') === 'school'
    case 'communities':
      return nameReader(changes).nameKind('', nameKey(entry)) === 'community'
    case 'free-mail':
    case 'disposable':
    case 'noreply':
    case 'platforms':
    case 'education': {
      const { domain } = readDomain(entry)
      return domain !== null && domainTest(list, changes)({ names: namesAbove(entry), domain, label: domain.split('.')[0] ?? '' })
    }
  }
}

interface Asked {
  readonly list: WordList
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** The changes after these; throws `bad_usage` naming the entry that cannot be added or is not on the list. */
export function changedLists(changes: WordListChanges, asked: readonly Asked[]): WordListChanges {
  return asked.reduce((before, { list, add, remove }) => {
    const adding = add.map((text) => validEntry(list, text))
    const removing = remove.map((text) => validEntry(list, text))
    const both = adding.find((entry) => removing.includes(entry))
    if (both !== undefined) throw new AppError('bad_usage', `“${both}” is to be added to “${listHeads[list].label}” and removed from it. Decide for one.`)
    const added = adding.reduce((current, entry) => afterAdding(list, entry, current), before)
    return removing.reduce((current, entry) => afterRemoving(list, entry, current), added)
  }, changes)
}

const without = (entries: readonly string[], entry: string): string[] => entries.filter((other) => other !== entry)
const sorted = (entries: readonly string[]): string[] => [...new Set(entries)].sort()

function afterAdding(list: WordList, entry: string, changes: WordListChanges): WordListChanges {
  const { added, removed } = changesOf(list, changes)
  const isDefault = deliveredEntries(list).includes(entry)
  return replaced(list, { added: isDefault ? added : sorted([...added, entry]), removed: without(removed, entry) }, changes)
}

function afterRemoving(list: WordList, entry: string, changes: WordListChanges): WordListChanges {
  const { added, removed } = changesOf(list, changes)
  if (!isCovered(list, entry, changes)) throw new AppError('bad_usage', `“${entry}” is not on the list “${listHeads[list].label}”.`)
  const left = replaced(list, { added: without(added, entry), removed }, changes)
  return isCovered(list, entry, left) ? replaced(list, { added: without(added, entry), removed: sorted([...removed, entry]) }, left) : left
}

function replaced(list: WordList, change: WordListChange, changes: WordListChanges): WordListChanges {
  const others = Object.fromEntries(Object.entries(changes).filter(([other]) => other !== list))
  return change.added.length + change.removed.length === 0 ? others : { ...others, [list]: change }
}
