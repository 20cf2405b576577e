import { FileText } from 'lucide-react'
import { useMemo } from 'react'
import type { Explanation } from '../../../shared/model.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatScore } from '../../lib/formats.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { accountPage } from '../../lib/story-routes.ts'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import { Drawer, DrawerSection, DrawerSkeleton } from '../../ui/drawer.tsx'
import { EventList } from '../../ui/event-list.tsx'
import { Trouble } from '../../ui/page.tsx'
import { ContributionTable } from './contribution-table.tsx'
import { CrmRecord } from './crm-record.tsx'
import { LifecycleSection } from './lifecycle-section.tsx'
import { RelatedRecords } from './related-records.tsx'
import { ScoreBar } from './score-bar.tsx'
import { StageList } from './stage-list.tsx'

/** Why a company stands where it stands: the sentence, the sum, the rows. */
export function CompanyDrawer({ subject, onClose }: { subject: string; onClose: () => void }) {
  const parameters = useRunParameters()
  const route = useRoute()
  const { data, error, isPlaceholderData, refetch } = useCall('explain.subject', { subject, ...parameters }, { keepPrevious: true })
  // It may be opened by its record id.
  const key = data?.subject.id ?? subject
  const events = useMemo(() => ({ ...parameters, filter: [{ column: 'subject_key', operator: 'equals' as const, values: [key] }] }), [parameters, key])
  useAction({ id: 'as-page', label: 'Open this company as a page', group: 'This page', shortcut: 'g a', keywords: 'account story print', run: () => navigate(accountPage(key)) })
  return (
    <Drawer title={data?.subject.name ?? (error ? 'Company' : null)} under={data && <Under {...data} />} onClose={onClose} pending={isPlaceholderData}>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <DrawerSkeleton />}
      {data && (
        <>
          <p className="why" data-testid="why">{data.sentence}</p>
          <p><a className="button" href={linkTo(route, accountPage(key))}><FileText size={14} aria-hidden /> Open as page</a></p>
          <div className="drawer-section" />
          <LifecycleSection subject={data.subject.id} lifecycle={data.lifecycle} />
          {data.contributions.length > 0 && (
            <>
              <DrawerSection title="Score"><ScoreBar explanation={data} /></DrawerSection>
              <DrawerSection title="Contributions" note={countOf(data.contributions.length, 'line')}><ContributionTable contributions={data.contributions} score={data.score} /></DrawerSection>
            </>
          )}
          {data.subject.companies.length > 0 && (
            <DrawerSection title="Matched companies">
              <ul>{data.subject.companies.map((company) => <li key={company} className="code">{company}</li>)}</ul>
            </DrawerSection>
          )}
          {data.subject.accountRecordId !== null && (
            <>
              <CrmRecord recordId={data.subject.accountRecordId} />
              <StageList recordId={data.subject.accountRecordId} />
              <RelatedRecords recordId={data.subject.accountRecordId} />
            </>
          )}
          <EventList query={events} />
        </>
      )}
    </Drawer>
  )
}

function Under({ subject, band, score }: Explanation) {
  return (
    <>
      <BandChip band={band} />
      <span className="numeric">{formatScore(score)}</span>
      <span>{subject.kind === 'account' ? sentenceCase(subject.stage ?? 'unmapped') : 'not in the CRM'}</span>
      {subject.domain !== null && <span className="code">{subject.domain}</span>}
    </>
  )
}
