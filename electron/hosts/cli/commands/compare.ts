import { InvalidArgumentError, type Command } from 'commander'
import type { ModelComparison, SubjectChange } from '../../../../shared/contract-models.ts'
import { asOf as asOfSchema, policies, type Policy } from '../../../../shared/model.ts'
import { countWords } from '../figures.ts'
import { policyFlag, readCount, type JsonOption } from '../options.ts'
import { partColumns, signed, sumOf } from '../part-words.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface SideOption {
  version?: number
  asOf?: string
}

interface Options extends JsonOption {
  from: SideOption
  to: SideOption
  policy: Policy
  subject?: string
  search: string
  limit: number
}

const sideHelp = 'VERSION, a date, or VERSION@DATE; a version left out is the one in force'

export const addCompare = (program: Command, terminal: Terminal): Command =>
  program
    .command('compare <workspace>')
    .description('what changed each score between two versions of the model, or two dates, and why')
    .requiredOption('--from <side>', sideHelp, readSide)
    .option('--to <side>', `${sideHelp}; default: the version in force, now`, readSide, {})
    .option(...policyFlag)
    .option('--subject <name>', 'one account or company, by person and source')
    .option('--search <text>', 'only accounts and companies whose name or domain contains it', '')
    .option('--limit <n>', 'how many, the largest changes first', readCount, 50)
    .addHelpText('after', `\nPolicies: ${policies.join(', ')}.`)
    .action(async (workspace: string, options: Options) => {
      const { from, to, policy, subject, search, limit } = options
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (subject !== undefined) {
          const change = await client.call('models.compareSubject', { from, to, policy, subject }, call)
          printResult(terminal, options, change, () => subjectWords(change))
          return
        }
        const comparison = await client.call('models.compare', { from, to, policy, search, limit }, call)
        printResult(terminal, options, comparison, () => comparisonWords(comparison))
      })
    })

function readSide(text: string): SideOption {
  const [, version, date] = /^(\d+)?@?(.*)$/.exec(/^\d+(@|$)/.test(text) ? text : `@${text}`) ?? []
  const asOf = date === undefined || date === '' ? undefined : asOfSchema.safeParse(date)
  if (asOf?.success === false) throw new InvalidArgumentError('Write 2, 2026-01-31, or 2@2026-01-31.')
  return { ...(version === undefined ? {} : { version: Number(version) }), ...(asOf === undefined ? {} : { asOf: asOf.data }) }
}

function comparisonWords({ from, to, subjects, changed, parts, moves, found, rows }: ModelComparison): string {
  const side = ({ name, asOf }: ModelComparison['from']) => `${name} as of ${asOf}`
  const moved = moves.filter((move) => move.from !== move.to)
  return [
    `${side(from)} → ${side(to)}\n`,
    `${countWords(changed)} of ${countWords(subjects)} scores differ${moved.length === 0 ? '' : `; bands: ${moved.map((move) => `${move.from} → ${move.to} ${countWords(move.subjects)}`).join(', ')}`}\n\n`,
    alignedTable(
      ['Account or company', 'Before', 'After', 'Change', 'Band', ...partColumns.map(({ label }) => label)],
      [
        ...rows.map((row) => [row.name, row.scoreBefore, row.scoreAfter, signed(row.change), row.bandBefore === row.bandAfter ? row.bandAfter : `${row.bandBefore} → ${row.bandAfter}`, ...partColumns.map(({ part }) => signed(row.parts[part]))]),
        ['All', null, null, signed(sumOf(parts)), '', ...partColumns.map(({ part }) => signed(parts[part]))],
      ],
    ),
    ...(found > rows.length ? [`${countWords(found - rows.length)} more; --limit shows them\n`] : []),
  ].join('')
}

const subjectWords = ({ name, from, to, scoreBefore, scoreAfter, cells }: SubjectChange): string =>
  `${name}: ${scoreBefore.toFixed(2)} as of ${from} → ${scoreAfter.toFixed(2)} as of ${to} (${signed(scoreAfter - scoreBefore)})\n\n` +
  alignedTable(
    ['Who', 'Source', 'Before', 'After', 'Change', ...partColumns.map(({ label }) => label)],
    cells.map((cell) => [cell.personLabel, cell.source, cell.before, cell.after, signed(cell.after - cell.before), ...partColumns.map(({ part }) => signed(cell.parts[part]))]),
  )
