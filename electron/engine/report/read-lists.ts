import { type HandOverPreview, personalKinds } from '../../../shared/contract-hand-over.ts'
import type { ReportRequest } from '../../../shared/contract-report.ts'
import type { TargetListEntry, TargetListName } from '../../../shared/contract-target-lists.ts'
import { bands } from '../../../shared/model.ts'
import { personas } from '../../../shared/persona-rules.ts'
import { rows } from '../db/query.ts'
import type { Workspace } from '../db/workspace.ts'
import { keptSql, previewHeld } from '../hand-over/held-rows.ts'
import { pseudonymiser, pseudonymKey } from '../hand-over/pseudonyms.ts'
import { withHeldRows } from '../hand-over/write-export.ts'
import type { Run } from '../score/run-store.ts'
import type { ListFacts, ListRow } from './facts.ts'
import { listColumns } from './list-columns.ts'

export type AllEntries = (list: TargetListName, run: Run) => Promise<readonly TargetListEntry[]>

interface Reading {
  signal: AbortSignal
  names: readonly TargetListName[]
  entriesOf: (list: TargetListName) => Promise<readonly TargetListEntry[]>
}

/** The target lists as the audience may see them, each cut to the rows that are shown; and the personal data of these rows. */
export async function readLists(workspace: Workspace, request: ReportRequest, { signal, names, entriesOf }: Reading): Promise<{ lists: ListFacts[]; personal: HandOverPreview }> {
  const persons = new Map((await rows<{ key: string; id: number }>(workspace.reader, 'SELECT person_key AS key, person_id AS id FROM dev.people')).map(({ key, id }) => [key, id]))
  const key = request.variant === 'pseudonymised' ? await workspace.exclusive(() => pseudonymKey(workspace.writer)) : null
  const isShown = request.sections.includes('lists') && request.variant !== 'redacted'
  const lists: ListFacts[] = []
  const previews: HandOverPreview[] = []
  for (const list of names) {
    signal.throwIfAborted()
    const entries = await entriesOf(list)
    const passed = entries.length === 0 ? nobody : await pastTheWall(workspace, { entries, persons, request }, signal)
    lists.push({
      list, count: passed.kept.length, withheld: passed.withheld,
      byBand: Object.fromEntries(bands.map((band) => [band, passed.kept.filter((entry) => entry.band === band).length])) as ListFacts['byBand'], // every band has its key
      rows: isShown ? passed.kept.slice(0, request.listRows).map((entry) => rowOf(entry, key)) : [],
    })
    if (isShown) previews.push({ ...passed.shown, withheld: passed.withheld })
  }
  return { lists, personal: sumOf(previews) }
}

const nobody = { kept: [], withheld: 0, shown: { rows: 0, withheld: 0, personal: {} } }

interface Passing {
  entries: readonly TargetListEntry[]
  persons: ReadonlyMap<string, number>
  request: ReportRequest
}

async function pastTheWall(workspace: Workspace, { entries, persons, request: { audience, listRows } }: Passing, signal: AbortSignal): Promise<{ kept: TargetListEntry[]; withheld: number; shown: HandOverPreview }> {
  const asked = (all: readonly { entry: TargetListEntry; place: number }[]) => ({
    audience, columns: listColumns,
    source: { given: all.map(({ entry, place }) => ({ person_id: entry.person === null ? null : persons.get(entry.person.personKey) ?? null, place, company: entry.name, domain: entry.domain, person: entry.person?.label ?? null, reason: entry.reason })) },
  })
  const placed = entries.map((entry, place) => ({ entry, place }))
  const places = await withHeldRows(workspace, asked(placed), { signal, work: (connection) => rows<{ place: number }>(connection, keptSql(listColumns)) })
  const kept = places.flatMap(({ place }) => placed[place] ?? [])
  const shown = kept.length === 0 ? nobody.shown : await withHeldRows(workspace, asked(kept.slice(0, listRows)), { signal, work: (connection) => previewHeld(connection, listColumns) })
  return { kept: kept.map(({ entry }) => entry), withheld: entries.length - kept.length, shown }
}

function rowOf({ name, funnelStage, band, score, change, person, reason }: TargetListEntry, key: string | null): ListRow {
  const stand = key === null ? undefined : pseudonymiser(key)
  const shown = (column: string, cell: string): string => {
    const asked = listColumns.find((each) => each.name === column)
    return stand === undefined || asked === undefined ? cell : stand(asked, cell)
  }
  return {
    company: shown('company', name), stage: funnelStage, band, score, change, person: person === null ? null : shown('person', person.label), persona: personas.find((persona) => persona === person?.persona) ?? null, reason: shown('reason', reason),
  }
}

const sumOf = (previews: readonly HandOverPreview[]): HandOverPreview => ({
  rows: previews.reduce((sum, { rows: count }) => sum + count, 0),
  withheld: previews.reduce((sum, { withheld }) => sum + withheld, 0),
  personal: Object.fromEntries(personalKinds.flatMap((kind) => {
    const count = previews.reduce((sum, { personal }) => sum + (personal[kind] ?? 0), 0)
    return count > 0 ? [[kind, count]] : []
  })),
})
