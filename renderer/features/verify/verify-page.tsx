import { BadgeCheck } from 'lucide-react'
import type { VerifyResults } from '../../../shared/contract-verify.ts'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { formatMoney } from '../../lib/money.ts'
import { say, sayError } from '../../lib/notices.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Page, Trouble } from '../../ui/page.tsx'
import '../../ui/plan-card.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ModelCard } from './model-card.tsx'
import { VerifyResultTables } from './verify-result-tables.tsx'

/** Which claims hold: by rules first, by a language model where rules cannot tell. */
export function VerifyPage() {
  const { data, error, refetch } = useCall('verify.results', {})
  const route = useRoute()
  const rules = useCommand('verify.rules')
  const judge = () => rules.mutate({}, { onSuccess: ({ judged }) => say(`${countOf(judged, 'claim')} judged`), onError: sayError })
  const isEmpty = data !== undefined && claimsOf(data.counts) === 0
  return (
    <Page
      scroll title="Verify" lead={data && !isEmpty ? lead(data.counts, data.costPerVerified) : 'Whether what providers claim is true.'}
      tools={<Button tone="primary" disabled={rules.isPending || !data || isEmpty} onClick={judge}>{rules.isPending ? 'Judging…' : 'Judge by rules'}</Button>}
    >
      {error ? <div style={{ padding: '0 24px' }}><Trouble error={error} onRetry={() => void refetch()} /></div> : isEmpty ? (
        <Empty icon={<BadgeCheck size={32} aria-hidden />} text="There are no claims to judge yet. Providers make them when people are enriched, or a file of their answers is imported.">
          <div className="page-tools">
            <a className="button button-primary" href={linkTo(route, { page: 'enrich' })}>Enrich people</a>
            <a className="button" href={linkTo(route, { page: 'import' })}>Import answers</a>
          </div>
        </Empty>
      ) : (
        <div className="work-page">
          <div className="work-column">
            <h2>Verdicts</h2>
            {data ? <VerifyResultTables results={data} /> : <Skeleton height={160} />}
          </div>
          <div className="work-column">
            <h2>Ask a language model</h2>
            <ModelCard />
          </div>
        </div>
      )}
    </Page>
  )
}

const claimsOf = ({ correct, incorrect, unsure, open }: VerifyResults['counts']): number => correct + incorrect + unsure + open

function lead(counts: VerifyResults['counts'], costPerVerified: number | null): string {
  const { correct, incorrect, unsure, open } = counts
  const cost = costPerVerified === null ? '' : ` A verified contact has cost ${formatMoney(costPerVerified)}.`
  return `Of ${countOf(claimsOf(counts), 'claim')} ${formatInteger(correct)} are correct, ${formatInteger(incorrect)} incorrect, ${formatInteger(unsure)} unsure${open > 0 ? `; ${formatInteger(open)} not judged yet` : ''}.${cost}`
}
