import { Option, type Command } from 'commander'
import { wordLists, type ResolutionSettings, type WordList } from '../../../../shared/contract-resolution.ts'
import type { Input, Output } from '../../../../shared/contract.ts'
import { countWords } from '../figures.ts'
import { collected, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  set: string[]
  list?: WordList
  add: string[]
  remove: string[]
  search: string
}

type Change = Input<'resolution.change'>
type Listed = Output<'resolution.wordList'>

const switches = { education: 'education', roll_up_subsidiaries: 'rollUpSubsidiaries' } as const
const isSwitch = (name: string): name is keyof typeof switches => Object.hasOwn(switches, name)

export const addResolutionSettings = (program: Command, terminal: Terminal): Command =>
  program
    .command('resolution-settings <workspace>')
    .description('show and change how companies are found: two switches, and the lists of words and domains')
    .option('--set <switch=true|false>', `${Object.keys(switches).join(' or ')} (repeatable)`, collected, [])
    .addOption(new Option('--list <list>', 'show one list, or change it').choices([...wordLists]))
    .option('--add <entry>', 'put an entry on the list (repeatable)', collected, [])
    .option('--remove <entry>', 'take an entry off the list, be it one that was delivered (repeatable)', collected, [])
    .option('--search <text>', 'only entries that contain it', '')
    .action(async (workspace: string, options: Options) => {
      const { list } = options
      const change = asChange(options)
      const found = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const settings = await (change === null ? client.call('resolution.settings', {}, call) : client.call('resolution.change', change, call))
        return list === undefined ? { settings } : { settings, listed: await client.call('resolution.wordList', { list, search: options.search, limit: 10_000 }, call) }
      })
      printResult(terminal, options, found.listed ?? found.settings, () => (found.listed === undefined ? settingsWords(found.settings) : listWords(found.listed)))
    })

function asChange({ set, list, add, remove }: Options): Change | null {
  if (list === undefined && add.length + remove.length > 0) throw new UsageError(`Say which list: --list ${wordLists.join('|')}`)
  if (set.length + add.length + remove.length === 0) return null
  const change: Change = list === undefined ? {} : { lists: [{ list, add, remove }] }
  for (const setting of set) {
    const [name = '', value = ''] = setting.split('=')
    if (!isSwitch(name) || (value !== 'true' && value !== 'false')) throw new UsageError(`“${setting}” is no setting. Write one of ${Object.keys(switches).map((known) => `${known}=true|false`).join(', ')}.`)
    change[switches[name]] = value === 'true'
  }
  return change
}

const settingsWords = ({ education, rollUpSubsidiaries, lists }: ResolutionSettings): string =>
  `education             ${education}   universities and schools count as employers\nroll_up_subsidiaries  ${rollUpSubsidiaries}   subsidiaries count for their parents’ accounts\n\n` +
  alignedTable(['List', 'Delivered', 'Added', 'Taken off'], lists.map(({ list, defaults, added, removed }) => [list, defaults, added.length, removed.length]))

const stateWords = { default: '', added: 'added', removed: 'taken off' } as const

const listWords = ({ label, about, takes, entries, found, total }: Listed): string =>
  `${label}: ${about}\nTakes ${takes}.\n\n` +
  (found === 0 ? 'No entry was found.\n' : alignedTable(['Entry', ''], entries.map(({ entry, state }) => [entry, stateWords[state]]))) +
  `${countWords(found)} of ${countWords(total)} entries\n`
