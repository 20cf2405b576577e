import type { AccountStory, StoryContact, StoryDeal } from '../../../../shared/contract-stories.ts'
import { formatDay, formatInteger, formatPoints } from '../../../lib/formats.ts'
import { sentenceCase } from '../../../lib/stage-words.ts'
import { accountRecord } from '../../../lib/story-routes.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { Role } from '../../../ui/story/story-parts.tsx'
import { type StoryColumn, StoryTable } from '../../../ui/story/story-table.tsx'
import { stageHistory } from '../doors.ts'

/** The stage that counts, and the CRM’s own word where it says something else. */
const stageOf = (stage: string, word: string | null) => <>{sentenceCase(stage)}{word !== null && word.toLowerCase() !== stage && <span className="faint"> “{word}”</span>}</>

const amountOf = ({ amount, currency }: StoryDeal): string | null =>
  amount === null ? null : [Number.isInteger(amount) ? formatInteger(amount) : formatPoints(amount), currency].filter(Boolean).join(' ')

const dealColumns: readonly StoryColumn<StoryDeal>[] = [
  { title: 'Deal', cell: ({ name, recordId }) => <>{name ?? recordId}<br /><span className="faint">{recordId}</span></> },
  { title: 'Stage', cell: ({ stage, stageRaw }) => stageOf(stage, stageRaw) },
  { title: 'Amount', isNumber: true, cell: amountOf },
  { title: 'Owner', cell: ({ owner }) => owner },
  { title: 'Created', isNumber: true, cell: ({ createdAt }) => formatDay(createdAt) },
  { title: 'Closes or closed', isNumber: true, cell: ({ closesAt, closedAt }) => formatDay(closedAt ?? closesAt) },
  { title: 'Stage history', cell: ({ history }) => (history.length === 0 ? 'no dated stage' : <span className="story-history">{history.map(({ stage, stageRaw, at }) => <span key={`${at} ${stageRaw ?? stage}`}><span className="faint numeric">{formatDay(at)}</span> {stageOf(stage, stageRaw)}</span>)}</span>) },
  { title: 'From', cell: ({ fileName, sourceRow }) => <span className="faint">{fileName}, record {formatInteger(sourceRow)}</span> },
]
export const DealsTable = ({ deals }: { deals: readonly StoryDeal[] }) => <StoryTable label="Deals" columns={dealColumns} rows={deals} />

const contactColumns: readonly StoryColumn<StoryContact>[] = [
  { title: 'Contact', cell: ({ name, recordId, kind }) => <>{name ?? recordId}{kind === 'lead' && <span className="faint"> converted lead</span>}</> },
  { title: 'Title', cell: ({ title }) => title },
  { title: 'Persona', cell: ({ role }) => <Role role={role} /> },
  { title: 'E-mail', cell: ({ email, optedOut }) => <>{email ?? '–'}{optedOut && <span className="faint"> opted out</span>}</> },
  { title: 'Stage', cell: ({ stage }) => sentenceCase(stage) },
  { title: 'From', cell: ({ fileName, sourceRow }) => <span className="faint">{fileName}, record {formatInteger(sourceRow)}</span> },
]
export const ContactsTable = ({ contacts }: { contacts: readonly StoryContact[] }) => <StoryTable label="Contacts" columns={contactColumns} rows={contacts} />

type Entry = AccountStory['stages'][number]

const stageColumns: readonly StoryColumn<Entry>[] = [
  { title: 'Date', cell: ({ at, seen, notBefore }) => (seen ? `between ${formatDay(notBefore)} and ${formatDay(at)}` : formatDay(at)) },
  { title: 'Stage', cell: ({ stage, stageRaw, before, seen }) => <>{seen && `${sentenceCase(before ?? 'unmapped')} → `}{stageOf(stage, stageRaw)}</> },
  { title: 'Known from', cell: ({ seen }) => (seen ? 'two files that differ; no dated entry' : 'the CRM’s own date') },
]

/** The account’s way through the funnel. */
export function StagesTable({ stages, recordId }: { stages: readonly Entry[]; recordId: string }) {
  return (
    <>
      <StoryTable label="Stages" columns={stageColumns} rows={stages} />
      <p><a href={linkTo(useRoute(), stageHistory(recordId))}>In the stage history</a></p>
    </>
  )
}

/** The record as the CRM has it, with the file and row it came from. */
export function RecordFacts({ record, recordId }: { record: NonNullable<AccountStory['record']>; recordId: string }) {
  const route = useRoute()
  return (
    <dl className="facts">
      {record.facts.map(({ label, value }) => <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>)}
      <dt>From</dt>
      <dd><a href={linkTo(route, accountRecord(recordId))}>{record.fileName}, record {formatInteger(record.sourceRow)}</a></dd>
    </dl>
  )
}
