import { type Command, InvalidArgumentError } from 'commander'
import { type Overlap, type OverlapGroup, overlapPlaces, type OverlapPlace, type OverlapRows } from '../../../../shared/contract-overlap.ts'
import { countWords, shareWords } from '../figures.ts'
import { asOfFlag, policyFlag, readCount, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  target?: string
  rows?: OverlapPlace
  people?: true
  group: string
  limit: number
}

export const addOverlap = (program: Command, terminal: Terminal): Command =>
  program
    .command('overlap <workspace>')
    .description('who is active on a competitor’s repositories, on ours, and on both, by stage')
    .option('--target <repository>', 'one repository of a competitor; default: each')
    .option('--rows <place>', `list who is counted: ${overlapPlaces.join(', ')}`, readPlace)
    .option('--people', 'with --rows, people instead of accounts and companies')
    .option('--group <stage>', 'with --rows, one stage, lost, unmapped, hidden, or unresolved (people without a company)', 'all')
    .option('--limit <n>', 'with --rows, how many (at most 1,000)', readCount, 50)
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const { rows: place, people, group, limit, target } = options
      const run = { ...runInput(options), ...segmentInput(options) }
      if (place !== undefined) {
        const found = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
          client.call('analyse.overlapRows', { ...run, of: people ? 'people' : 'subjects', place, group, limit, target: target?.toLowerCase() ?? null }, call))
        printResult(terminal, options, found, () => rowWords(found))
        return
      }
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.overlap', run, call))
      const shown = target === undefined ? found : { ...found, targets: found.targets.filter((each) => each.target === target.toLowerCase()) }
      printResult(terminal, options, shown, () => words(shown))
    })

function readPlace(text: string): OverlapPlace {
  const place = overlapPlaces.find((known) => known === text)
  if (place === undefined) throw new InvalidArgumentError(`Choose ${overlapPlaces.join(', ')}.`)
  return place
}

function words({ asOf, policy, activeDays, targets }: Overlap): string {
  if (targets.length === 0) return 'No such repository of a competitor. Mark one under Targets, or by mark.\n'
  const cell = ({ count, share }: OverlapGroup[OverlapPlace]) => `${countWords(count)}, ${shareWords(share.value)} (${shareWords(share.low)}–${shareWords(share.high)})`
  const table = (title: string, groups: readonly OverlapGroup[]) =>
    alignedTable([title, 'Active', 'Theirs only (95 %)', 'Both (95 %)', 'Ours only (95 %)'], groups.filter(({ n }, index) => index === 0 || n > 0).map(({ label, n, theirs, both, ours }) => [label, n, cell(theirs), cell(both), cell(ours)]))
  return [
    `As of ${asOf}, policy ${policy}: active on repositories of competitors, on ours, or on both within ${countWords(activeDays)} days\n`,
    ...targets.flatMap(({ target, subjects, people }) => [`\n${target ?? 'Any competitor'}\n\n`, table('Accounts and companies', subjects), '\n', table('People', people)]),
  ].join('')
}

const rowWords = ({ found, rows }: OverlapRows): string =>
  `${alignedTable(['Name', 'Key', 'Events on theirs', 'Events on ours', 'Last'], rows.map(({ name, key, theirs, ours, lastAt }) => [name, key, theirs, ours, lastAt.slice(0, 10)]))}${countWords(rows.length)} of ${countWords(found)}\n`
