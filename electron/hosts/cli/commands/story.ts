import { Argument, type Command } from 'commander'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { accountWords, personWords } from '../story-words.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

type Kind = 'account' | 'company' | 'person'

export const addStory = (program: Command, terminal: Terminal): Command =>
  program
    .command('story')
    .argument('<workspace>')
    .addArgument(new Argument('<kind>').choices(['account', 'company', 'person']))
    .argument('<subject>', 'of an account or company a record id, a domain or a name; of a person a login, an e-mail address, a name or a key')
    .description('all that is known of one account, company or person, each part with its evidence')
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, kind: Kind, subject: string, options: RunOptions) => {
      if (kind === 'person') {
        const story = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('stories.person', { ...runInput(options), person: subject }, call))
        printResult(terminal, options, story, () => personWords(story))
        return
      }
      const { story, timeline } = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const found = await client.call('stories.account', { ...runInput(options), subject }, call)
        return { story: found, timeline: await client.call('lifecycle.timeline', { ...runInput(options), subject: found.explanation.subject.id }, call) }
      })
      printResult(terminal, options, { ...story, timeline: timeline.weeks }, () => accountWords(story, timeline.weeks))
    })
