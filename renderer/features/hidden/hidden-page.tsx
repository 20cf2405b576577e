import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { HiddenCompany } from '../../../shared/contract-hidden.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { formatInteger } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useSegment } from '../../lib/segment.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { HiddenTable } from './hidden-table.tsx'
import { hiddenLead } from './hidden-words.ts'
import './hidden.css'

const pageLength = 100

/** Active companies without an account, which account each may be, and a key to say so. */
export function HiddenPage() {
  const route = useRoute()
  const [undecided, setUndecided] = useState(false)
  const [limit, setLimit] = useState(pageLength)
  const [place, setPlace] = useState(0)
  const { data, error, isPlaceholderData, refetch } = useCall('analyse.hidden', { ...useSegment(), undecided, limit }, { keepPrevious: true })
  const decide = useCommand('review.decide')
  const undo = useCommand('review.undo')
  const companies = data?.companies ?? []
  const chosen = companies[Math.min(place, companies.length - 1)]
  const nearest = chosen?.candidates.find(({ rejected }) => !rejected)
  const busy = decide.isPending || undo.isPending || isPlaceholderData
  const answer = (company: HiddenCompany, account: HiddenCompany['candidates'][number], verdict: 'accept' | 'reject') => {
    decide.mutate({ decisions: [{ kind: 'match', subject: company.companyKey, object: account.recordId, verdict, queue: 'hidden' }] }, {
      onSuccess: () => say(`${company.name} is ${verdict === 'accept' ? '' : 'not '}${account.name}`), onError: sayError,
    })
  }
  const offered = (verdict: 'accept' | 'reject') => () => {
    if (chosen && nearest) answer(chosen, nearest, verdict)
  }
  const takeBack = () => undo.mutate({}, { onSuccess: ({ count }) => say(count === 1 ? 'The last decision is taken back' : `The last ${formatInteger(count)} decisions are taken back`), onError: sayError })
  const group = 'This page'
  useAction({ id: 'hidden-accept', label: 'Accept the nearest account', group, shortcut: '1', run: offered('accept') }, nearest !== undefined && !busy)
  useAction({ id: 'hidden-reject', label: 'Reject the nearest account', group, shortcut: '2', run: offered('reject') }, nearest !== undefined && !busy)
  useAction({ id: 'hidden-undo', label: 'Undo the last decision', group, shortcut: 'u', run: takeBack }, !busy)
  useAction({ id: 'hidden-next', label: 'Next company', group, shortcut: 'j', repeats: true, run: () => setPlace(Math.min(place + 1, companies.length - 1)) }, companies.length > 0)
  useAction({ id: 'hidden-previous', label: 'Previous company', group, shortcut: 'k', repeats: true, run: () => setPlace(Math.max(0, place - 1)) }, companies.length > 0)
  const all = data && (undecided ? data.undecided : data.hidden.hidden)
  return (
    <Page title="Hidden companies" scroll lead={data && hiddenLead(data)} tools={<a className="button" href={linkTo(route, { view: null })}><ArrowLeft size={14} aria-hidden /> Explore</a>}>
      <div className="hidden-list">
        <div className="hidden-tools">
          <label><input type="checkbox" checked={undecided} onChange={({ target }) => { setUndecided(target.checked); setPlace(0) }} /> Only with an account to decide</label>
          {data?.hidden.corrected === null && <a href={linkTo(route, { page: 'review', view: 'blind' })}>Judge a blind sample of account matches</a>}
          <span className="faint">1 accept · 2 reject · u undo · j and k move</span>
        </div>
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
        {!data && !error && <div role="status" aria-label="Loading"><Skeleton height={320} /></div>}
        {data && companies.length === 0 && <p className="soft">{undecided ? 'No hidden company is like an account that nobody has decided.' : 'No active company is outside the CRM.'}</p>}
        {companies.length > 0 && <HiddenTable companies={companies} place={Math.min(place, companies.length - 1)} busy={busy} onPlace={setPlace} onAnswer={answer} />}
        {all !== undefined && all > companies.length && companies.length < 1000 && (
          <p className="soft">The first {formatInteger(companies.length)} of {formatInteger(all)}. <Button onClick={() => setLimit(Math.min(1000, limit + pageLength))}>Show more</Button></p>
        )}
      </div>
    </Page>
  )
}
