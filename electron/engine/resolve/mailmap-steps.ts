import type { Step } from '../sql/steps.ts'

/** Of several entries about the same name and address of commits the last of the newest file counts, as for git; one that corrects the name only leaves the address. */
const lastEntries = (corrects: 'proper_email' | 'proper_name'): string => `
    SELECT * FROM dev.mailmap SEMI JOIN ops.imports USING (import_id) WHERE ${corrects} IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY commit_email, lower(commit_name) ORDER BY import_id DESC, source_row DESC) = 1`

/** Pairs of addresses of one person. An address that several people commit under, told apart by their names, is nobody's. */
const mailmapPairs: Step = {
  name: 'mailmap_pairs',
  reads: ['dev.mailmap', 'ops.imports'],
  sql: `
    SELECT *, min(proper_email) OVER (PARTITION BY commit_email) <> max(proper_email) OVER (PARTITION BY commit_email) AS is_shared FROM (${lastEntries('proper_email')})`,
}

/** Every address a mailmap names once, with the person's name where it says so. */
const mailmapAddresses: Step = {
  name: 'mailmap_addresses',
  reads: ['dev.mailmap', 'ops.imports', 'mailmap_pairs'],
  sql: `
    WITH named AS (SELECT n.* FROM (${lastEntries('proper_name')}) n ANTI JOIN (SELECT * FROM mailmap_pairs WHERE is_shared) s USING (commit_email))
    SELECT email, name, import_id, source_row FROM (
      SELECT proper_email AS email, proper_name AS name, import_id, source_row FROM mailmap_pairs
      UNION ALL SELECT commit_email, NULL, import_id, source_row FROM mailmap_pairs WHERE NOT is_shared
      UNION ALL SELECT commit_email, proper_name, import_id, source_row FROM named)
    QUALIFY row_number() OVER (PARTITION BY email ORDER BY name IS NULL, import_id DESC, source_row DESC) = 1`,
}

export const mailmapSteps: readonly Step[] = [mailmapPairs, mailmapAddresses]
