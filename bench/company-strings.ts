import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { bandstand } from './command-line.ts'
import { printMeasures } from './measure-accounts.ts'

/**
 * How well company texts are mapped to the accounts of a CRM, on labelled data that is not part of the project, through the command line:
 *   npx tsx bench/company-strings.ts <folder> <crm.csv>
 * The folder holds company_strings.csv (raw, account_id, account_name; blank: no company); each text is imported as somebody's company field.
 */
const [folder, crmFile] = process.argv.slice(2)
if (folder === undefined || crmFile === undefined) {
  console.error('Name the labelled data and the CRM export: npx tsx bench/company-strings.ts <folder> <crm.csv>')
  process.exit(2)
}
const [strings, crm] = [join(resolve(folder), 'company_strings.csv'), resolve(crmFile)]
const directory = await mkdtemp(join(tmpdir(), 'bandstand-strings-'))
try {
  const [profiles, truth, said, workspace] = ['profiles.ndjson', 'truth.csv', 'attributions.csv', 'bench'].map((name) => join(directory, name)) as [string, string, string, string]
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const texts = await connection.runAndReadAll(`SELECT raw, account_id FROM read_csv($strings, header := true, all_varchar := true) WHERE raw IS NOT NULL`, { strings })
  const rows = texts.getRows()
  connection.closeSync()
  instance.closeSync()
  await writeFile(profiles, rows.map(([raw], index) => `${JSON.stringify({ login: `text--${index}`, id: 9_000_000 + index, type: 'User', company: raw, bio: null })}\n`).join(''))
  await writeFile(truth, ['login,account_id,ever', ...rows.map(([, account], index) => `text--${index},${String(account ?? '')},${String(account ?? '')}`), ''].join('\n'))
  await bandstand('new', workspace)
  await bandstand('import', workspace, crm, profiles)
  await bandstand('resolve', workspace)
  await bandstand('export', workspace, 'attributions', '--columns', 'login,account_record_id,method,reliable,account_confidence', '--out', said)
  console.log(`${rows.length} texts`)
  await printMeasures({ said, truth, crm })
} finally {
  await rm(directory, { recursive: true, force: true })
}
