import * as z from 'zod'
import { call } from './call.ts'
import { workspaceStatus } from './contract-workspace.ts'
import { instant, targetRole } from './model.ts'

export const targetKind = z.enum(['repo', 'package', 'site'])
export type TargetKind = z.infer<typeof targetKind>

const mark = z.object({ kind: targetKind, name: z.string().min(1).max(500), role: targetRole })

export const target = mark.extend({
  events: z.int(),
  lastAt: instant.nullable(),
  /** Whose it is was said, be it that it stays unmarked. */
  decided: z.boolean(),
})
export type Target = z.infer<typeof target>

export const targetCalls = {
  /** Targets named by imports or marked before: marked ones first, then the largest. `search` and `role` narrow `targets`, nothing else. */
  'targets.list': call(
    z.object({ search: z.string().max(200).default(''), role: targetRole.optional(), limit: z.int().min(1).max(1000).default(500) }),
    z.object({
      targets: z.array(target),
      /** Targets that meet `search` and `role`; more than `targets` holds where the limit cut it. */
      found: z.int(),
      counts: z.object({ own: z.int(), competitor: z.int(), ecosystem: z.int(), unmarked: z.int() }),
      /** Unmarked targets nobody was asked about yet, the largest first, at most 200 of `asking.found`. */
      asking: z.object({ targets: z.array(target), found: z.int() }),
    }),
  ),
  'targets.mark': call(mark, workspaceStatus),
  /** Marks several in one step. */
  'targets.markAll': call(z.object({ targets: z.array(mark).min(1).max(1000) }), workspaceStatus),
  /** What becomes of the targets being asked about: `later` asks again when a later import names them, `leave` never. */
  'targets.answer': call(z.object({ answer: z.enum(['later', 'leave']) }), workspaceStatus),
}
