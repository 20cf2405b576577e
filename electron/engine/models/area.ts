import type { ModelFigures } from '../../../shared/contract-models.ts'
import type { Workspace } from '../db/workspace.ts'
import { type Serialised, serialised } from '../grid/serialised.ts'
import { attachArea } from '../grid/workspace-grids.ts'

/** Where a workspace's models are tried: a connection of its own and a database in memory, so that nothing is stored and nobody waits. */
export interface TryingArea {
  readonly serial: Serialised
  /** Prefix of its tables. */
  readonly area: string
  /** What `subjects` and `sums` hold now; made again when what they were made from changed. */
  held: { key: string; halfLives: ReadonlyMap<string, number> } | null
  /** What `places` was made from. */
  placesKey: string | null
  /** What `compared` was made from. */
  comparedKey: string | null
  /** Figures of the version last compared with. */
  against: { key: string; figures: ModelFigures } | null
}

const areas = new WeakMap<Workspace, Promise<TryingArea>>()

/** Made at the first call for a workspace and stopped when it closes. */
export function tryingAreaOf(workspace: Workspace): Promise<TryingArea> {
  const known = areas.get(workspace)
  if (known) return known
  const made = connect(workspace)
  areas.set(workspace, made)
  return made
}

async function connect(workspace: Workspace): Promise<TryingArea> {
  const serial = serialised(await workspace.connect())
  workspace.beforeClose(() => serial.stop())
  return { serial, area: await attachArea(serial), held: null, placesKey: null, comparedKey: null, against: null }
}
