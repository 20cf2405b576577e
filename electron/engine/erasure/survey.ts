import type { HeldAbout } from '../../../shared/contract-erasure.ts'
import { backupsOf } from '../db/fresh-copy.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import type { KindOf } from '../jobs/service.ts'
import { answerKeys } from './answers.ts'
import { readAsked } from './asked.ts'
import { countGone, goneRows, noteErasedRows } from './found-rows.ts'
import { copiesNaming, type InboxFile } from './inbox-copies.ts'
import { type Patterns, patternsOf } from './patterns.ts'
import { ownNames, readMentions } from './redact.ts'
import { gatherKnown, type Identifier, readKnown } from './subject.ts'

export interface Survey {
  held: HeldAbout
  known: Identifier[]
  patterns: Patterns
  keys: string[]
  copies: InboxFile[]
}

type Told = HeldAbout['identifiers'][number]['kind']
const told: readonly string[] = ['email', 'login', 'github_id', 'linkedin', 'contact', 'handle', 'name'] satisfies Told[]
const isTold = (identifier: Identifier): identifier is Identifier & { kind: Told } => told.includes(identifier.kind)

/** Everything the workspace holds about people; the caller holds it exclusively, with people and personas up to date. */
export async function survey(workspace: Workspace, people: readonly string[], { kinds, signal }: { kinds: Readonly<Record<string, KindOf>>; signal: AbortSignal }): Promise<Survey> {
  const { writer } = workspace
  const asked: Identifier[] = []
  for (const text of people) asked.push(await readAsked(writer, text))
  await gatherKnown(writer, asked)
  const known = await readKnown(writer)
  await noteErasedRows(writer)
  const own = new Set(await ownNames(writer))
  const patterns = patternsOf(known.filter(({ kind, value }) => kind !== 'name' || own.has(value)))
  const keys = await answerKeys(writer, kinds)
  const gone = goneRows(patterns, keys)
  const tables = await countGone(writer, gone)
  signal.throwIfAborted()
  const mentions = await readMentions(writer, patterns, gone)
  signal.throwIfAborted()
  const copies = await copiesNaming(workspace, known, signal)
  const held: HeldAbout = {
    found: tables.length + mentions.length + copies.length > 0,
    identifiers: known.filter(isTold),
    tables,
    mentions,
    files: copies.map(({ importId, fileName }) => ({ importId, fileName })),
    backups: await backupsOf(workspace.path),
    exports: await rows(writer, `SELECT kind, path, written_at AS "writtenAt" FROM ops.exports WHERE NOT pseudonymised ORDER BY export_id DESC LIMIT 1000`),
  }
  return { held, known, patterns, keys, copies }
}
