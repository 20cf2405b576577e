import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { VerdictRow } from '../../../../shared/contract-verify.ts'
import { AppError } from '../../../../shared/errors.ts'
import { csvText } from '../csv.ts'
import { collected, readCount, readWhole } from '../options.ts'
import { printResult } from '../result.ts'
import { consentOf, type JobOptions, printJob, printPlan, readConcurrency, readMoney } from '../run-job.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends JobOptions {
  verifier: 'rules' | 'llm'
  out?: string
  model?: string
  llmEndpoint: string
  key: boolean
  priceIn: number
  priceOut: number
  claims: 'unsure' | 'all'
  limit?: number
  batch?: true
}

export const addVerify = (program: Command, terminal: Terminal): Command =>
  program
    .command('verify <workspace>')
    .description('judge the claims of providers')
    .addOption(new Option('--verifier <verifier>', 'who judges').choices(['rules', 'llm']).makeOptionMandatory())
    .option('--out <file>', 'write every claim with the verdict that counts to a CSV file')
    .option('--model <name>', 'language model to ask (llm)')
    .option('--llm-endpoint <url>', 'any endpoint that speaks the OpenAI chat protocol (llm)', 'https://api.openai.com/v1')
    .option('--no-key', 'the endpoint needs no key; otherwise it is BANDSTAND_LLM_KEY (llm)')
    .option('--price-in <usd>', 'price of a million tokens sent (llm)', readMoney, 0)
    .option('--price-out <usd>', 'price of a million tokens answered (llm)', readMoney, 0)
    .addOption(new Option('--claims <which>', 'what to ask about: what the rules passed on, or everything they have no veto on (llm)').choices(['unsure', 'all']).default('unsure'))
    .option('--limit <number>', 'at most so many people (llm)', readCount)
    .option('--batch', 'by the endpoint’s batch API: half the price, answers within a day; stopped or killed, `resume` waits for the same batches (llm)')
    .option('--confirm <host>', 'allow this job to send to this host (repeatable)', collected)
    .option('--budget <usd>', 'stop before more than this is spent', readMoney)
    .option('--max-requests <number>', 'stop after so many requests', readWhole)
    .option('--concurrency <number>', 'at most so many requests at once', readConcurrency, 16)
    .action(async (workspace: string, options: Options) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.verifier === 'llm') {
          await askModel(terminal, options, { client, options: call })
          return
        }
        const judged = await client.call('verify.rules', {}, call)
        const results = await client.call('verify.results', {}, call)
        await writeVerdicts(terminal, options, { client, options: call })
        printResult(terminal, options, { ...judged, ...results }, () =>
          alignedTable(['Provider', 'Correct', 'Incorrect', 'Unsure', 'Not judged'], results.providers.map(({ provider, correct, incorrect, unsure, open }) => [provider, correct, incorrect, unsure, open])),
        )
      })
    })

/** Without `--confirm` it says what would be sent and what it would cost. */
async function askModel(terminal: Terminal, options: Options, engaged: Engaged): Promise<void> {
  const { client, options: call } = engaged
  if (options.model === undefined) throw new UsageError('Name the model with --model.')
  const settings = {
    model: options.model, endpoint: options.llmEndpoint, key: options.key ? 'BANDSTAND_LLM_KEY' : null, priceIn: options.priceIn, priceOut: options.priceOut, claims: options.claims, limit: options.limit ?? null, batch: options.batch ?? false,
  }
  if (!options.confirm) {
    printPlan(terminal, options, await client.call('verify.plan', settings, call))
    return
  }
  const { jobId } = await client.call('verify.start', { settings, consent: consentOf(options) }, call)
  const job = await client.call('jobs.wait', { jobId }, call)
  await writeVerdicts(terminal, options, engaged)
  printJob(terminal, options, job)
}

async function writeVerdicts(terminal: Terminal, { out }: Options, { client, options: call }: Engaged): Promise<void> {
  if (out === undefined) return
  const path = resolve(terminal.folder, out)
  await writeFile(path, verdictCsv(await client.call('verify.verdicts', {}, call)), { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('not_writable', `${path} cannot be written.`, { cause })
  })
}

const columns = ['login', 'github_id', 'provider', 'name', 'title', 'company', 'domain', 'profile_url', 'provider_confidence', 'verdict', 'confidence', 'verifier', 'version', 'reason']

const verdictCsv = (rows: readonly VerdictRow[]): string =>
  csvText(columns, rows.map((row) => [
    row.login, row.githubId, row.provider, row.name, row.title, row.company, row.domain, row.profileUrl, row.providerConfidence, row.verdict, row.confidence, row.verifier, row.version, row.reason,
  ]))
