import type { Connection } from '../db/connection.ts'
import { readSetting } from '../db/settings.ts'
import defaults from '../../../resources/models/stages.json' with { type: 'json' }

export interface Stage {
  key: string
  label: string
  /** Part of the bottom of the funnel. */
  bottom: boolean
}

/** The ordered stages of the workspace, first is the baseline (method, section 2). */
export async function readStages(connection: Connection): Promise<Stage[]> {
  return (await readSetting<Stage[]>(connection, 'stages')) ?? defaults.stages
}
