import type { Network } from '../engine/jobs/service.ts'

/** Keys by name, and whether this machine itself may be reached: both only by what the environment states. */
export const networkFromEnvironment = (environment: NodeJS.ProcessEnv = process.env): Network => ({
  allowLoopback: environment['BANDSTAND_ALLOW_LOOPBACK'] === '1',
  secret: (name) => environment[name] || undefined,
})

/** The same with keys out of the system's key store, which may change at any time and go before those of the environment. */
export const withKeys = (network: Network, keys: () => ReadonlyMap<string, string>): Network => ({ ...network, secret: (name) => keys().get(name) ?? network.secret(name) })
