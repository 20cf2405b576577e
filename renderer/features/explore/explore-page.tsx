import { ChartNoAxesColumn } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import type { Analysis, StageFigures } from '../../../shared/model.ts'
import { useAction } from '../../lib/actions.ts'
import { useCall } from '../../lib/engine.ts'
import { countOf, formatInteger, formatRatio, formatShare } from '../../lib/formats.ts'
import { say, sayError } from '../../lib/notices.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { linkTo, navigate, useRoute } from '../../lib/use-route.ts'
import { useSegment } from '../../lib/segment.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/chart/figure.tsx'
import { Fading } from '../../ui/fading.tsx'
import { Empty, Page, Trouble } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BandMix } from './band-mix.tsx'
import { CompletenessNote } from './completeness-note.tsx'
import { CorrectedContext, CorrectedNote } from './corrected-note.tsx'
import { CountedApart } from './counted-apart.tsx'
import './explore.css'
import { HiddenFunnel } from './hidden-funnel.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { SegmentBar } from './segment-bar.tsx'
import { SensitivityTable } from './sensitivity-table.tsx'
import { ratioInterval, shareInterval } from '../../lib/interval-words.ts'
import { answerSentence, coverageSentence, intensitySentence, liftSentence, trendWords } from './sentences.ts'
import { StageBars } from './stage-bars.tsx'

/** Does developer activity tell who is ready to buy, and whom are we not seeing? */
export function ExplorePage({ below }: { below?: ReactNode }) {
  const { counts } = useWorkspace()
  const parameters = useSegment()
  const { data, error, isPlaceholderData, refetch } = useCall('analyse.run', { ...parameters, corrected: false }, { keepPrevious: true, enabled: counts.imports > 0 })
  const isScored = useScored(parameters, data !== undefined && !isPlaceholderData)
  const corrected = useCall('analyse.corrected', parameters, { keepPrevious: true, enabled: isScored && counts.accounts > 0 })
  useSayInStatusLine(data ? `active: an event within ${formatInteger(data.activeDays)} days` : null)

  if (counts.imports === 0) return <NothingYet />
  if (error && !data) return <Page title="Explore" scroll><div style={{ padding: '0 24px' }}><Trouble error={error} onRetry={() => void refetch()}>{parameters.filter.length > 0 && <Button onClick={() => navigate({ where: [] })}>Clear the filter</Button>}</Trouble></div></Page>
  if (!data) return <Loading />
  if (counts.accounts === 0) return <NoAccounts analysis={data} />
  return (
    <Fading className="page page-scroll" isWaiting={isPlaceholderData}>
      <Answer analysis={data} />
      <SegmentBar analysis={data} />
      <CorrectedContext value={corrected}><Figures analysis={data} below={below} /></CorrectedContext>
      {parameters.filter.length === 0 && <Rehearsal />}
    </Fading>
  )
}

/** Whether figures of this date and policy have been shown: then a change of the filter asks for the corrected ones at once, and otherwise the first do not wait for them. */
function useScored({ asOf, policy }: ReturnType<typeof useSegment>, isShown: boolean): boolean {
  const asked = JSON.stringify([asOf, policy])
  const [shown, setShown] = useState<string | null>(null)
  if (isShown && shown !== asked) setShown(asked)
  return shown === asked
}

const Answer = memo(({ analysis }: { analysis: Analysis }) => {
  const sentence = answerSentence(analysis)
  useAction({
    id: 'copy-answer', label: 'Copy the answer as a sentence', group: 'This page', shortcut: 'y',
    run: () => void navigator.clipboard.writeText(sentence).then(() => say('Sentence copied'), sayError),
  })
  return (
    <div className="answer-head">
      <h1 className="unseen">Explore</h1>
      <p className="answer" data-testid="answer">{sentence}</p>
      <CountedApart analysis={analysis} />
    </div>
  )
})

const coverageOf = ({ coverage }: Pick<StageFigures, 'coverage'>) => coverage
const liftOf = ({ lift }: Pick<StageFigures, 'lift'>) => lift
const intensityOf = ({ intensity }: Pick<StageFigures, 'intensity'>) => intensity
const coverageCounts = ({ stage, active, accounts }: StageFigures) => ({
  part: active, whole: accounts, partDoor: { stage, inCrm: true, active: true }, wholeDoor: { stage, inCrm: true },
})
const intensityCounts = ({ stage, active, bands }: StageFigures) => ({
  part: bands.High + bands.Medium, whole: active, partDoor: { stage, inCrm: true, active: true, bands: ['High', 'Medium'] as const },
  wholeDoor: { stage, inCrm: true, active: true },
})

/** Drawn anew with every answer, and not while the next is on its way. */
const Figures = memo(({ analysis, below }: { analysis: Analysis; below: ReactNode }) => {
  const { stages, trend, intensityTrend } = analysis
  return (
    <div className="explore">
      <div className="figure-third explore-cell">
        <StageBars
          title="Coverage by stage" sentence={coverageSentence(analysis)} stages={stages} estimate={coverageOf} format={formatShare} interval={shareInterval}
          axis="share" counts={coverageCounts} words={{ measure: 'Coverage', part: 'Active', whole: 'Accounts' }}
          note={<>{`${sentenceCase(trendWords(trend))}. Wilson 95%.`}<CorrectedNote of={coverageOf} format={formatShare} /><CompletenessNote /></>}
        />
      </div>
      <div className="figure-third explore-cell">
        <StageBars
          title="Lift by stage" sentence={liftSentence(analysis)} stages={stages} estimate={liftOf} format={formatRatio} interval={ratioInterval}
          axis="ratio" counts={coverageCounts} words={{ measure: 'Lift', part: 'Active', whole: 'Accounts' }} reference={1}
          note={<>{`Against the first stage. Katz log 95%.${stages.some(({ liftCorrected }) => liftCorrected) ? ' 0.5 was added where a count was zero.' : ''}`}<CorrectedNote of={liftOf} format={formatRatio} /><CompletenessNote /></>}
        />
      </div>
      <div className="figure-third explore-cell">
        <StageBars
          title="Intensity by stage" sentence={intensitySentence(analysis)} stages={stages} estimate={intensityOf} format={formatShare} interval={shareInterval}
          axis="share" counts={intensityCounts} words={{ measure: 'Intensity', part: 'Medium or High', whole: 'Active' }}
          note={<>{`${sentenceCase(trendWords(intensityTrend))}. Wilson 95%.`}<CorrectedNote of={intensityOf} format={formatShare} /><CompletenessNote /></>}
        />
      </div>
      <div className="figure-half explore-cell"><BandMix analysis={analysis} /></div>
      <div className="figure-half explore-cell"><HiddenFunnel analysis={analysis} /></div>
      <div className="figure-wide explore-cell">
        <Sensitivity analysis={analysis} />
      </div>
      {below}
    </div>
  )
})

function Sensitivity({ analysis }: { analysis: Analysis }) {
  const route = useRoute()
  const { high, medium } = analysis.thresholds
  const sentence = high === null || medium === null
    ? 'No company is active, so there are no cut-offs.'
    : `High starts at a score of ${high.toFixed(1)}, Medium at ${medium.toFixed(1)}; the table moves both cut-offs together.`
  return (
    <Figure title="How much the cut-offs matter" sentence={sentence} file={null} table={null}>
      <div className="data-scroll" tabIndex={0} role="region" aria-label="Cut-offs"><SensitivityTable analysis={analysis} /></div>
      <p className="figure-door"><a href={linkTo(route, { page: 'companies', view: 'model' })}>Change weights, half-lives or cut-offs in the score model</a></p>
    </Figure>
  )
}

/** Without accounts there is nothing to compare by stage, and every chart would be empty. */
function NoAccounts({ analysis: { hidden } }: { analysis: Analysis }) {
  const route = useRoute()
  return (
    <Page title="Explore">
      <Empty
        icon={<ChartNoAxesColumn size={32} aria-hidden />}
        text={`${countOf(hidden.hidden, 'company is', 'companies are')} active, and no account is imported to compare them with. Import a companies export of your CRM (HubSpot, Salesforce, Pipedrive, or a table with name, domain and stage).`}
      >
        <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import accounts</Button>
        {hidden.hidden > 0 && <a className="button" href={linkTo(route, { page: 'companies', where: [{ column: 'active', operator: 'equals', values: [true] }] })}>Show the active companies</a>}
      </Empty>
    </Page>
  )
}

function NothingYet() {
  return (
    <Page title="Explore">
      <Empty icon={<ChartNoAxesColumn size={32} aria-hidden />} text="Once accounts and developer signals are imported, the bands by stage stand here.">
        <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
      </Empty>
    </Page>
  )
}

function Loading() {
  return (
    <div className="page page-scroll" role="status" aria-label="Working out the figures">
      <div className="answer-head"><Skeleton width={620} height={26} /><div style={{ height: 10 }} /><Skeleton width={420} height={16} /></div>
      <div className="explore">
        {[2, 2, 2, 3, 3].map((span, index) => <div key={index} style={{ gridColumn: `span ${span}` }}><Skeleton height={index < 3 ? 380 : 290} /></div>)}
      </div>
    </div>
  )
}

