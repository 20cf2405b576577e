import { constants, setPriority } from 'node:os'

/** Lets the window go first where the engine takes every core. A system that does not allow it changes nothing. */
export function giveWayToWindow(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some containers forbid it.
  }
}
