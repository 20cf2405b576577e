import type { Handlers, Output } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'
import { readDataVersion, readFoundVersion } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import type { Context, Statement } from '../grid/definition.ts'
import { itemKeyOf } from './decided-since.ts'
import { nextDecision, reviewerOf } from './decision-store.ts'
import { withSelectedItems } from './selected-items.ts'

type Preview = Output<'review.previewBulk'>
type Asked = Parameters<Handlers['review.previewBulk']>[0]

const columns = ['item_key', 'kind', 'name', 'provider', 'proposed', 'decided', 'unsure', 'reviewer']

/** Which of the `items` a person has already spoken on, so that one word on everything leaves them. */
const isLeft = (verdict: Asked['verdict']): string => (verdict === 'unsure' ? 'decided OR unsure' : 'decided')

/** What one verdict on everything that a filter shows would decide. */
export function previewBulk(workspace: Workspace, { verdict, ...query }: Asked, signal: AbortSignal): Promise<Preview> {
  const { reader } = workspace
  return withSelectedItems(workspace, { ...query, dataset: 'review_items' }, {
    signal,
    columns,
    work: async ({ items: { sql, values } }) => {
      const left = isLeft(verdict)
      const counts = await one<Pick<Preview, 'shown' | 'decides'>>(reader, `SELECT count(*) AS shown, count(*) FILTER (NOT (${left})) AS decides FROM (${sql})`, values)
      return {
        ...counts,
        kinds: await rows<Preview['kinds'][number]>(reader, `SELECT kind, count(*) AS items FROM (${sql}) WHERE NOT (${left}) GROUP BY kind ORDER BY items DESC, kind`, values),
        providers: await rows<Preview['providers'][number]>(reader, `SELECT provider, count(*) AS items FROM (${sql}) WHERE NOT (${left}) AND provider IS NOT NULL GROUP BY provider ORDER BY items DESC, provider`, values),
        leftAlone: await rows<Preview['leftAlone'][number]>(reader, `SELECT coalesce(reviewer, '') AS reviewer, count(*) AS items FROM (${sql}) WHERE ${left} GROUP BY ALL ORDER BY items DESC, reviewer`, values),
        examples: await rows<Preview['examples'][number]>(reader, `SELECT name, proposed FROM (${sql}) WHERE NOT (${left}) LIMIT 5`, values),
      }
    },
  })
}

type Bulk = Parameters<Handlers['review.decideBulk']>[0]

/**
 * Decides them as one stroke. `change` gives the transaction, with the data version bumped. Throws `bad_usage` where others than the `expected` number are
 * undecided by now, or an import came in between.
 */
export function decideBulk<T>(workspace: Workspace, { expected, queue, note, reviewer, verdict, ...query }: Bulk, { signal, change }: { signal: AbortSignal; change: (work: () => Promise<{ batch: number; count: number }>) => Promise<T> }): Promise<T> {
  const { writer } = workspace
  return withSelectedItems(workspace, { ...query, dataset: 'review_items' }, {
    signal,
    columns,
    work: ({ context, items }) =>
      change(async () => {
        await assertStillFound(writer, context)
        const batch = await nextDecision(writer)
        await appendVerdict(writer, { items, context, verdict, batch, queue, note, reviewer: await reviewerOf(writer, reviewer) })
        const count = (await nextDecision(writer)) - batch
        if (count !== expected) throw new AppError('bad_usage', `${expected} items were to be decided, and ${count} are undecided by now: others were decided or came in meanwhile. Nothing was recorded. Look at the preview again.`)
        return { batch, count }
      }),
  })
}

/** Rows of the queue stand for what the last resolution found. */
async function assertStillFound(writer: Connection, { foundVersion }: Context): Promise<void> {
  if ((await readFoundVersion(writer)) !== foundVersion) throw new AppError('bad_usage', 'The data changed while the decision was made. Nothing was recorded. Look at the preview again.')
}

interface Appended {
  items: Statement
  context: Context
  verdict: Asked['verdict']
  batch: number
  queue: string
  note: string | null
  reviewer: string
}

/** One decision an item, in the order of the queue; what was decided since the rows were read is left too. */
async function appendVerdict(writer: Connection, { items, context, verdict, batch, queue, note, reviewer }: Appended): Promise<void> {
  await run(
    writer,
    `INSERT INTO evidence.decisions
       (decision_id, data_version, kind, scope, subject, object, verdict, target, reviewer, decided_at, queue, note, reverts, batch)
     SELECT $batch + row_number() OVER () - 1, $data_version, item_key->>'$[0]', 'one', item_key->>'$[1]', item_key->>'$[2]', $verdict, NULL, $reviewer, $decided_at::TIMESTAMP, $queue, $note, NULL, $batch
     FROM (${items.sql}) i
     WHERE NOT (${isLeft(verdict)})
       AND item_key NOT IN (SELECT ${itemKeyOf} FROM evidence.standing_decisions d WHERE d.data_version > $rows_version AND d.scope = 'one' ${verdict === 'unsure' ? '' : `AND d.verdict <> 'unsure'`})`,
    {
      ...items.values, batch, verdict, reviewer, queue, note,
      data_version: await readDataVersion(writer),
      rows_version: context.dataVersion,
      decided_at: new Date().toISOString(),
    },
  )
}
