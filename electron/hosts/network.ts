import type { Network } from '../engine/jobs/service.ts'

/** Keys by name, and whether this machine itself may be reached: both only by what the environment states. */
export const networkFromEnvironment = (environment: NodeJS.ProcessEnv = process.env): Network => ({
  allowLoopback: environment['BANDSTAND_ALLOW_LOOPBACK'] === '1',
  secret: (name) => environment[name] || undefined,
})
