import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import type { Verdict } from './subject.ts'

/** One line of `evidence.verdicts`. */
export interface StoredVerdict {
  claimKey: string
  verifier: 'rules' | 'llm'
  version: string
  /** Hash of everything the verdict was made from. */
  inputKey: string
  verdict: Verdict
  confidence: number
  reason: string
  detail: object
  model: string | null
  tokensIn: number | null
  tokensOut: number | null
  cost: number | null
  milliseconds: number | null
  jobId: string | null
}

/** Appends verdicts; nothing is overwritten, the newest of a verifier counts. One that is there already is left out. */
export async function storeVerdicts(connection: Connection, verdicts: readonly StoredVerdict[]): Promise<void> {
  if (verdicts.length === 0) return
  await run(
    connection,
    `INSERT INTO evidence.verdicts BY NAME
     WITH given AS (
       SELECT r->>'claimKey' AS claim_key, r->>'verifier' AS verifier, r->>'version' AS version, r->>'inputKey' AS input_key, r->>'verdict' AS verdict, (r->>'confidence')::DOUBLE AS confidence,
         r->>'reason' AS reason, r->'detail' AS detail, r->>'model' AS model, (r->>'tokensIn')::BIGINT AS tokens_in, (r->>'tokensOut')::BIGINT AS tokens_out, (r->>'cost')::DOUBLE AS cost,
         (r->>'milliseconds')::INTEGER AS milliseconds, r->>'jobId' AS job_id, $at::TIMESTAMP AS judged_at
       FROM (SELECT unnest($rows::JSON::JSON[]) AS r))
     SELECT given.* FROM given ANTI JOIN evidence.verdicts USING (claim_key, verifier, version, input_key)`,
    { rows: JSON.stringify(verdicts), at: new Date().toISOString() },
  )
}

/** Input keys a verifier version has judged already. */
export const judgedInputs = async (connection: Connection, verifier: string, version: string): Promise<Set<string>> =>
  new Set((await rows<{ key: string }>(connection, 'SELECT claim_key || input_key AS key FROM evidence.verdicts WHERE verifier = $verifier AND version = $version', { verifier, version })).map(({ key }) => key))
