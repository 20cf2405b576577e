import { type Command, InvalidArgumentError } from 'commander'
import { type Retention, retentionKind, retentionKinds, retentionRules, type RetentionRules } from '../../../../shared/contract-retention.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  keep?: RetentionRules
  apply?: true
}

export const addRetention = (program: Command, terminal: Terminal): Command =>
  program
    .command('retention <workspace>')
    .description('how long things are kept; without an option it says the rules and what has had its time')
    .addHelpText('after', `\nKinds: ${retentionKinds.join(', ')}. Events count from when they happened, rejects and copies of files from their import, answers of providers from when they came.`)
    .option('--keep <kind=months>', 'a rule, e.g. events=36, or events=always; repeatable', readRule)
    .option('--apply', 'take out what has had its time, for good; there is no undo')
    .action(async (workspace: string, options: Options) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const before = await client.call('retention.read', {}, call)
        const state = options.keep === undefined ? before : await client.call('retention.set', { rules: withRules(before.rules, options.keep) }, call)
        if (!options.apply) {
          printResult(terminal, options, state, () => `${ruleWords(state)}${state.due.some(({ count }) => count > 0) ? 'Nothing was taken out. To take it out for good, repeat with --apply.\n' : ''}`)
          return
        }
        const applied = await client.call('retention.apply', {}, call)
        printResult(terminal, options, applied, () => (applied.gone.length === 0 ? 'Nothing had had its time.\n' : `${alignedTable(['Taken out', 'Before', 'Rows or files'], applied.gone.map(({ kind, before: date, count }) => [kind, date.slice(0, 10), count]))}The workspace was written anew.\n`))
      })
    })

/** `Infinity` stands for a rule that is taken back. */
function readRule(text: string, before: RetentionRules = {}): RetentionRules {
  const [kind, months] = text.split('=')
  const named = retentionKind.safeParse(kind)
  const rule = named.success ? (months === 'always' ? { [named.data]: Number.POSITIVE_INFINITY } : { [named.data]: Number(months) }) : null
  if (rule === null || (months !== 'always' && !retentionRules.safeParse(rule).success)) throw new InvalidArgumentError(`Write kind=months with one of ${retentionKinds.join(', ')} and 1 to 600 months, or kind=always.`)
  return { ...before, ...rule }
}

const withRules = (before: RetentionRules, asked: RetentionRules): RetentionRules =>
  Object.fromEntries(Object.entries({ ...before, ...asked }).filter(([, months]) => Number.isFinite(months)))

function ruleWords({ rules, due, lastApplied }: Retention): string {
  const lines = retentionKinds.map((kind) => {
    const found = due.find((each) => each.kind === kind)
    return [kind, rules[kind] === undefined ? 'always' : `${rules[kind]} months`, found?.before.slice(0, 10) ?? '–', found?.count ?? '–']
  })
  return `${alignedTable(['Kept', 'For', 'Older than', 'Had their time'], lines)}${lastApplied === null ? '' : `Last applied ${lastApplied.slice(0, 10)}.\n`}`
}
