import * as z from 'zod'
import { call } from './call.ts'
import { instant } from './model.ts'

/** Each names somebody: an e-mail address, `github:1234` or another person key, `@login`, a LinkedIn address, `contact:<record id>`, or a bare login or record id. */
const people = z.object({ people: z.array(z.string().trim().min(1).max(500)).min(1).max(1000) })

const count = z.object({ table: z.string(), rows: z.int() })
const copy = z.object({ importId: z.int(), fileName: z.string() })

const held = z.object({
  /** False where neither a row nor a text names them. */
  found: z.boolean(),
  /** What they are known by; all of it goes, and comes back with no file. */
  identifiers: z.array(z.object({ kind: z.enum(['email', 'login', 'github_id', 'linkedin', 'contact', 'handle', 'name']), value: z.string() })),
  /** Rows about them. */
  tables: z.array(count),
  /** Texts of rows about others that name them. */
  mentions: z.array(count.extend({ column: z.string() })),
  /** Imports whose copy of the file names them. */
  files: z.array(copy),
  /** Copies of the whole workspace that an earlier version was updated from. */
  backups: z.array(z.string()),
  /** Files written for people outside, which stay where they are; they may name them. */
  exports: z.array(z.object({ kind: z.string(), path: z.string(), writtenAt: instant })),
})
export type HeldAbout = z.infer<typeof held>

export const erasureCalls = {
  /** What is held about people, and would go. */
  'erasure.preview': call(people, held),
  /** Writes all that is held about one person as JSON, each row with the file and row it came from. Without a path it lands in the download folder. Throws `not_found` where nothing is held. */
  'erasure.subjectAccess': call(
    z.object({ person: z.string().trim().min(1).max(500), path: z.string().optional() }),
    z.object({ path: z.string(), download: z.string().nullable(), rows: z.int(), tables: z.int() }),
  ),
  /** Takes people out of everything the workspace holds. There is no undo. */
  'erasure.erase': call(people.extend({ jobId: z.string().optional() }), held.extend({ erasedAt: instant })),
}
