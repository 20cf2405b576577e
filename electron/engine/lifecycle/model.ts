import * as z from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting } from '../db/settings.ts'
import defaults from '../../../resources/models/lifecycle.json' with { type: 'json' }

const whole = z.int().positive()

/** Every parameter of section 9 of the method; the two people of a surge and the two deep sources are its rules. Windows that are compared week by week are whole weeks. */
const lifecycleModel = z.strictObject({
  /** Fewer dated events than this are not enough to name a stage. */
  least_events: whole,
  dormant_days: whole,
  pioneering_days: whole,
  surge: z.strictObject({ weeks: whole, window_days: whole, least_events: whole, times_usual: z.number().positive(), usual_weeks: whole }),
  evaluation: z.strictObject({ weeks: whole, active_weeks: whole, people: whole }),
  deep_sources: z.array(z.string().min(1)).min(1),
  outreach_days: whole,
})
export type LifecycleModel = z.infer<typeof lifecycleModel>

/** The model of the workspace: its setting `lifecycle_model`, else the product's default. */
export async function readLifecycleModel(connection: Connection): Promise<LifecycleModel> {
  const parsed = lifecycleModel.safeParse((await readSetting<unknown>(connection, 'lifecycle_model')) ?? defaults)
  if (!parsed.success) throw new AppError('bad_usage', `The lifecycle model of this workspace (setting lifecycle_model) is not valid:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
