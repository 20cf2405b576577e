import type { EnrichSettings } from '../../../shared/contract-enrich.ts'
import { AppError } from '../../../shared/errors.ts'
import { describedProvider } from './described-provider.ts'
import type { Asking } from './enrich-kind.ts'
import type { Provider } from './provider.ts'
import { apollo } from './providers/apollo.ts'
import { clay } from './providers/clay.ts'
import { github } from './providers/github.ts'
import { hunter } from './providers/hunter.ts'
import { peopleDataLabs } from './providers/people-data-labs.ts'

export const builtIn: readonly Provider[] = [github, peopleDataLabs, apollo, hunter, clay]

/** The providers a job names, in its order, where and at which price they are asked. Throws `bad_usage` for an unknown one. */
export function askings({ providers, described, endpoints, prices, clayTable }: EnrichSettings): Asking[] {
  const known = new Map([...builtIn.map((provider) => (provider === clay && clayTable !== '' ? { ...clay, version: `${clay.version} ${clayTable}` } : provider)), ...described.map(describedProvider)].map((provider) => [provider.name, provider]))
  return [...new Set(providers)].map((name) => {
    const provider = known.get(name)
    if (!provider) throw new AppError('bad_usage', `There is no provider ${name}. There are: ${[...known.keys()].join(', ')}; describe another in a file.`)
    return { provider, origin: (endpoints[name] ?? provider.origin).replace(/\/+$/, ''), price: prices[name] ?? provider.price }
  })
}
