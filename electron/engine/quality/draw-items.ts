import type { ItemKind } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'
import { undecided } from './populations.ts'

export interface Draw {
  kind: ItemKind
  size: number
  seed: string
  perGroup: boolean
  /** The run that says which companies are active; matches need it. */
  runId: number | null
}

const noneLeft: Readonly<Record<ItemKind, string>> = {
  attribution: 'There is no attribution left to draw: every one was drawn or decided before, or nobody has a company yet.',
  claim: 'There is no claim left to draw: every one was drawn or decided before, or no provider has said anything yet.',
  match: 'There is no account match left to draw: every one was drawn or decided before, or no active company has an account or one that is like it.',
}

/**
 * Draws what nobody has drawn or decided before: simply at random, or equally many of each group. The seed and the keys alone decide, so neither the order
 * of files nor what a machine thinks ever shows. The caller holds the transaction.
 */
export async function drawItems(connection: Connection, { kind, size, seed, perGroup, runId }: Draw): Promise<number> {
  const { sample } = await one<{ sample: number }>(connection, 'SELECT coalesce(max(sample_id), 0) + 1 AS sample FROM evidence.blind_items')
  await run(
    connection,
    `INSERT INTO evidence.blind_items
     WITH population AS (
       SELECT *, md5($seed || '/' || subject || coalesce('/' || object, '')) AS lot FROM (${undecided(kind)}) m
       ANTI JOIN evidence.blind_items b ON b.kind = $kind AND b.subject = m.subject AND b.object IS NOT DISTINCT FROM m.object),
     placed AS (SELECT *, row_number() OVER (PARTITION BY CASE WHEN $per_group THEN evidence_group END ORDER BY lot, subject, object) AS place FROM population)
     SELECT $sample, row_number() OVER (ORDER BY lot, subject, object)::INTEGER, $kind, subject, object, evidence_group, $seed, $at::TIMESTAMP FROM placed
     WHERE place <= CASE WHEN $per_group THEN ceil($size / (SELECT count(DISTINCT evidence_group) FROM population)) ELSE $size END`,
    { kind, sample, seed, size, per_group: perGroup, run_id: runId, at: new Date().toISOString() },
  )
  const { drawn } = await one<{ drawn: number }>(connection, 'SELECT count(*) AS drawn FROM evidence.blind_items WHERE sample_id = $sample', { sample })
  if (drawn === 0) throw new AppError('bad_usage', noneLeft[kind])
  return sample
}
