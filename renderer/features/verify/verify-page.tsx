import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { formatMoney } from '../../lib/money.ts'
import { say, sayError } from '../../lib/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Trouble } from '../../ui/page.tsx'
import '../../ui/plan-card.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ModelCard } from './model-card.tsx'
import { VerifyResultTables } from './verify-result-tables.tsx'

/** Which claims hold: by rules first, by a language model where rules cannot tell. */
export function VerifyPage() {
  const { data, error, refetch } = useCall('verify.results', {})
  const rules = useCommand('verify.rules')
  const judge = () => rules.mutate({}, { onSuccess: ({ judged }) => say(`${countOf(judged, 'claim')} judged`), onError: sayError })
  return (
    <Page
      scroll title="Verify" lead={data ? lead(data.counts, data.costPerVerified) : 'Whether what providers claim is true.'}
      tools={<Button tone="primary" disabled={rules.isPending} onClick={judge}>{rules.isPending ? 'Judging…' : 'Judge by rules'}</Button>}
    >
      {error ? <div style={{ padding: '0 24px' }}><Trouble error={error} onRetry={() => void refetch()} /></div> : (
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

function lead({ correct, incorrect, unsure, open }: { correct: number; incorrect: number; unsure: number; open: number }, costPerVerified: number | null): string {
  const all = correct + incorrect + unsure + open
  if (all === 0) return 'There are no claims yet: enrich people, or import a provider’s answers.'
  const cost = costPerVerified === null ? '' : ` A verified contact has cost ${formatMoney(costPerVerified)}.`
  return `Of ${countOf(all, 'claim')} ${formatInteger(correct)} are correct, ${formatInteger(incorrect)} incorrect, ${formatInteger(unsure)} unsure${open > 0 ? `; ${formatInteger(open)} not judged yet` : ''}.${cost}`
}
