import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bandstand } from './command-line.ts'
import { printMeasures } from './measure-accounts.ts'

/**
 * How well people are attributed to accounts, on labelled data that is not part of the project, through the command line:
 *   npx tsx bench/attribution.ts <folder> [crm.csv …]
 * The folder holds HubSpot company exports (default crm100.csv and crm30.csv), profiles.ndjson and truth.csv (login, account_id, ever).
 */
const [folder, ...given] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder with the labelled data: npx tsx bench/attribution.ts <folder> [crm.csv …]')
  process.exit(2)
}
const data = resolve(folder)

for (const crm of given.length > 0 ? given : ['crm100.csv', 'crm30.csv']) {
  const directory = await mkdtemp(join(tmpdir(), 'bandstand-attribution-'))
  try {
    const workspace = join(directory, 'bench')
    const said = join(directory, 'attributions.csv')
    await bandstand('new', workspace)
    await bandstand('import', workspace, join(data, crm), join(data, 'profiles.ndjson'))
    const counts = await bandstand('resolve', workspace, '--json')
    await bandstand('export', workspace, 'attributions', '--columns', 'login,account_record_id,method,reliable,account_confidence', '--out', said)
    console.log(`${crm}: ${counts.replaceAll(/\s+/g, ' ').trim()}`)
    await printMeasures({ said, truth: join(data, 'truth.csv'), crm: join(data, crm) })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
