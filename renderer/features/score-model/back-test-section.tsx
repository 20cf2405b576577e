import { useState } from 'react'
import type { BackTest } from '../../../shared/contract-models.ts'
import type { Estimate } from '../../../shared/model.ts'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatPoints, formatShare } from '../../lib/formats.ts'
import { useRunParameters } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Would the score have told who buys? The version in force, the method's and the draft, on the same wins. */
export function BackTestSection({ inForce, draft }: { inForce: number; draft: ScoreModel | null }) {
  // The draft as it was when asked: every edit would score all wins anew.
  const [tested, setTested] = useState<ScoreModel | null>(null)
  const parameters = useRunParameters()
  const models = [{ version: inForce }, ...(inForce === 0 ? [] : [{ version: 0 }]), ...(tested ? [{ model: tested }] : [])]
  const { data, error, isPlaceholderData, refetch } = useCall('models.backTest', { ...parameters, models }, { keepPrevious: true })
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  return (
    <div className={isPlaceholderData ? 'effect-stale' : ''}>
      <p className="compare-answer" data-testid="back-test">{sentence(data)}</p>
      {data.models.length > 0 && (
        <>
          <div className="data-scroll" tabIndex={0} role="region" aria-label="Back-test">
            <table className="data-table">
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col" title="Probability that a win outscored an account that did not win, the day before; ties one half">AUC, 95%</th>
                  <th scope="col" title={`Share of the wins that were in High the day before, by the cut-offs of the model’s run`}>Wins in High</th><th scope="col">Others in High</th>
                  <th scope="col">Wins in Medium or High</th><th scope="col">Others</th><th scope="col">Wins active</th><th scope="col">Others active</th>
                </tr>
              </thead>
              <tbody>
                {data.models.map(({ version, name, auc, high, mediumOrHigh, active }) => (
                  <tr key={version ?? 'draft'}>
                    <th scope="row">{version === null ? 'Draft' : `${version} · ${name}`}</th>
                    <td>{auc.value === null ? '–' : formatPoints(auc.value)} <span className="faint">{auc.low === null || auc.high === null ? '' : `${formatPoints(auc.low)}–${formatPoints(auc.high)}`}</span></td>
                    {[high, mediumOrHigh, active].flatMap(({ wins, controls }, index) => [<ShareCell key={`${index} wins`} share={wins} />, <ShareCell key={`${index} others`} share={controls} />])}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="faint back-test-note">
            {data.undatedWins > 0 && `${countOf(data.undatedWins, 'account is', 'accounts are')} won without a date and left out. `}
            Others: {formatInteger(data.controls)} accounts drawn (up to {data.controlsPerWin} beside each win, seed {data.seed}) that had been created by then and were never won.
            Cut-offs are those of each model’s run at the date of the header. An AUC of 0.5 tells nothing.
          </p>
          {draft && draft !== tested && <Button onClick={() => setTested(draft)}>{tested ? 'Test the draft as it is now' : 'Test the draft too'}</Button>}
        </>
      )}
    </div>
  )
}

const ShareCell = ({ share }: { share: Estimate }) => (
  <td>{formatShare(share.value)} <span className="faint">{share.low === null || share.high === null ? '' : `${formatShare(share.low).replace('%', '')}–${formatShare(share.high)}`}</span></td>
)

function sentence({ wins, wonStage, leastWins, models: [first] }: BackTest): string {
  if (!first) return `Only ${countOf(wins, 'account has', 'accounts have')} a dated win; fewer than ${leastWins} say nothing.`
  return first.auc.value === null
    ? 'No account can stand beside the wins, so the probability is undefined.'
    : `The day before it became ${wonStage.toLowerCase()}, an account outscored one that did not in ${formatShare(first.auc.value)} of pairs (n = ${formatInteger(wins)} wins); ${formatShare(first.high.wins.value)} of the wins were in High, ${formatShare(first.high.controls.value)} of the others.`
}
