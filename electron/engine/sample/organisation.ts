import { makeCompanies, type Account } from './companies.ts'
import { bots, noiseSignals, unmarkedStars } from './noise.ts'
import { accountIds, type Person, type Registry } from './people.ts'
import { loginBook } from './person-names.ts'
import { seededRandom } from '../random.ts'
import { companySignals, type Signal } from './signals.ts'

/** Everything the files are written from. */
export interface Organisation {
  readonly accounts: readonly Account[]
  readonly signals: readonly Signal[]
  readonly unmarkedStars: readonly { person: Person; at: number }[]
  readonly bots: readonly Person[]
  /** Everybody with a GitHub account. */
  readonly people: readonly Person[]
}

/** Pure: equal seeds give equal organisations. */
export function makeOrganisation(seed: number): Organisation {
  const { companies, accounts } = makeCompanies(seededRandom(`${seed}/companies`))
  const random = seededRandom(`${seed}/people`)
  const registry: Registry = { random, login: loginBook(random), nextId: accountIds(random), addresses: new Set() }
  const signals = [...companies.flatMap((company) => companySignals(registry, company)), ...noiseSignals(registry)]
  const passersBy = unmarkedStars(registry, 300)
  const silent = companies.filter((company) => company.band === 'None').map((company) => company.stem.toLowerCase())
  const machines = bots(registry, silent)
  const people = new Set([...signals.flatMap((signal) => signal.person ?? []), ...passersBy.map((star) => star.person), ...machines])
  return { accounts, signals, unmarkedStars: passersBy, bots: machines, people: [...people].filter((person) => person.login !== null) }
}
