import * as z from 'zod'
import { call } from './call.ts'
import { gridQuery } from './contract-grid.ts'
import { itemKind } from './decision.ts'

/** How many items one sheet may hold. */
export const mostSheetRows = 100_000

/** Why the answer on a row cannot simply be recorded. */
export const sheetConflict = z.object({
  /** Line of the file. */
  line: z.int(),
  kind: itemKind,
  name: z.string(),
  /** `decided`: somebody said something else since the sheet was written; `changed`: it shows other things now; `gone`: it is no more. */
  reason: z.enum(['decided', 'changed', 'gone']),
  /** What happened, in words. */
  explanation: z.string(),
})
export type SheetConflict = z.infer<typeof sheetConflict>

/** What a sheet that came back holds; `given` = `applies` + `already` + conflicts. */
const checkedSheet = z.object({
  file: z.string(),
  rows: z.int(),
  /** Rows without an answer. */
  blank: z.int(),
  given: z.int(),
  /** Answers that nothing stands against. */
  applies: z.int(),
  /** Answers that this reviewer has given already: the sheet came back before. */
  already: z.int(),
  verdicts: z.object({ correct: z.int(), incorrect: z.int(), unsure: z.int(), none: z.int() }),
  conflictCount: z.int(),
  /** The first 1,000, in the order of the file. */
  conflicts: z.array(sheetConflict),
})
export type CheckedSheet = z.infer<typeof checkedSheet>

const sheetInput = z.object({
  /** A CSV or XLSX file that `review.export` wrote and somebody filled in. */
  path: z.string(),
  /** Whose answers they are; without it the setting `reviewer` or the system's user name. */
  reviewer: z.string().trim().min(1).max(200).optional(),
})

export const reviewSheetCalls = {
  /**
   * Writes items of a queue for somebody without the app: what there is to know, two empty columns for answer and note, and what finds each item again. `path` ends in
   * .csv or .xlsx; without it the file lands in the download area. The blind sample shows nothing of what machines think. Throws `bad_usage` where nothing, or more
   * than `mostSheetRows`, is left.
   */
  'review.export': call(
    gridQuery.pick({ filter: true, search: true, sort: true, asOf: true, policy: true }).extend({
      dataset: z.enum(['review_items', 'blind_reviews']),
      /** Where answers will say they were met. */
      queue: z.string().min(1).max(100),
      limit: z.int().min(1).max(mostSheetRows).optional(),
      path: z.string().optional(),
      fileType: z.enum(['csv', 'xlsx']).default('xlsx'),
    }),
    z.object({ path: z.string(), rows: z.int(), download: z.string().nullable() }),
  ),
  /** Compares a filled sheet with what was decided and imported since it was written; changes nothing. Throws with file, rows and remedy where answers cannot be read. */
  'review.check': call(sheetInput, checkedSheet),
  /** Records the answers in one transaction as one stroke; of conflicts none (`skip`), or all whose item still exists (`overwrite`), as new decisions. */
  'review.apply': call(
    sheetInput.extend({ conflicts: z.enum(['skip', 'overwrite']).default('skip') }),
    checkedSheet.extend({ applied: z.int(), batch: z.int().nullable(), dataVersion: z.int() }),
  ),
}
