import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { VerdictRow } from '../../../../shared/contract-verify.ts'
import { csvText } from '../csv.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  verifier: 'rules'
  out?: string
}

export const addVerify = (program: Command, terminal: Terminal): Command =>
  program
    .command('verify <workspace>')
    .description('judge the claims of providers')
    .addOption(new Option('--verifier <verifier>', 'who judges').choices(['rules']).makeOptionMandatory())
    .option('--out <file>', 'write every claim with the verdict that counts to a CSV file')
    .action(async (workspace: string, options: Options) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const judged = await client.call('verify.rules', {}, call)
        const results = await client.call('verify.results', {}, call)
        if (options.out !== undefined) await writeFile(resolve(terminal.folder, options.out), verdictCsv(await client.call('verify.verdicts', {}, call)), { mode: 0o600 })
        printResult(terminal, options, { ...judged, ...results }, () =>
          alignedTable(['Provider', 'Correct', 'Incorrect', 'Unsure', 'Not judged'], results.providers.map(({ provider, correct, incorrect, unsure, open }) => [provider, correct, incorrect, unsure, open])),
        )
      })
    })

const columns = ['login', 'github_id', 'provider', 'name', 'title', 'company', 'domain', 'profile_url', 'provider_confidence', 'verdict', 'confidence', 'verifier', 'version', 'reason']

const verdictCsv = (rows: readonly VerdictRow[]): string =>
  csvText(columns, rows.map((row) => [
    row.login, row.githubId, row.provider, row.name, row.title, row.company, row.domain, row.profileUrl, row.providerConfidence, row.verdict, row.confidence, row.verifier, row.version, row.reason,
  ]))
