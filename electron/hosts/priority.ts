import { constants, setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'

/** Lets the window go first where the engine takes every core. A system that does not allow it changes nothing. */
export function giveWayToWindow(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some containers forbid it.
  }
}

/**
 * Where a process gives way, a collection shared among threads lasts until the last of them has had a processor: up to 40 ms for what one thread does in 4.
 * For Node alone: other programs that embed V8 may forbid flags once it runs.
 */
export const collectByOneThread = (): void => setFlagsFromString('--no-parallel-scavenge')
